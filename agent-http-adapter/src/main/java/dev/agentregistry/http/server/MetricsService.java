package dev.agentregistry.http.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;

/** All metrics as Prometheus takes them, under {@code /metrics}. */
final class MetricsService implements HttpService {

  private final Supplier<Meters> meters;
  private final Answers answers;

  MetricsService(Supplier<Meters> meters, Answers answers) {
    this.meters = meters;
    this.answers = answers;
  }

  /** What only a scrape needs is not loaded before the first one. */
  private static final class Text {
    private static final Header TYPE =
        HeaderValues.createCached(
            HeaderNames.CONTENT_TYPE, PrometheusTextFormatWriter.CONTENT_TYPE);
    private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", this::scrape)
        .route(Method.HEAD, "/", this::scrape)
        .any("/", AgentService.only("GET, HEAD"));
  }

  private void scrape(ServerRequest request, ServerResponse response) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Text.WRITER.write(text, meters.get().registry().scrape());
    answers.send(request, response, Text.TYPE, text.toByteArray());
  }
}
