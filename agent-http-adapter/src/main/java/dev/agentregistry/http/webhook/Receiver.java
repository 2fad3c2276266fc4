package dev.agentregistry.http.webhook;

import dev.agentregistry.domain.RegistryEvent;
import dev.agentregistry.http.json.EventJson;
import dev.agentregistry.http.json.JsonBytes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The receiver of a webhook's posts. Redirects are not followed: the posts are for it alone. */
final class Receiver implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final WebhookOptions options;
  private final Duration patience;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  Receiver(WebhookOptions options, Duration patience) {
    this.options = options;
    this.patience = patience;
  }

  /**
   * What it answered.
   *
   * @param status the answer's status
   * @param retryAfter how long it asks to wait, if it does
   */
  record Answer(int status, Optional<Duration> retryAfter) {

    boolean isYes() {
      return 200 <= status && status < 300;
    }

    /** Whether it may be another one later. */
    boolean mayMend() {
      return status >= 500 || status == 408 || status == 425 || status == 429;
    }
  }

  /**
   * Posts an event.
   *
   * @param now when
   * @throws IOException if no answer came in time
   */
  Answer post(RegistryEvent event, Instant now) throws IOException, InterruptedException {
    byte[] body = JsonBytes.of(event);
    HttpRequest request =
        HttpRequest.newBuilder(options.url())
            .header("Content-Type", "application/json")
            .header("User-Agent", "agent-registry")
            .header("Agent-Registry-Event", EventJson.name(event))
            .header("Agent-Registry-Event-Id", String.valueOf(event.id()))
            .header("Agent-Registry-Signature", Signature.of(options.secret(), now, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, BodyHandlers.discarding());
    try {
      return read(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw (IOException) new HttpTimeoutException("it takes too long").initCause(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static Answer read(HttpResponse<Void> response) {
    return new Answer(
        response.statusCode(),
        response
            .headers()
            .firstValue("Retry-After")
            .filter(seconds -> seconds.matches("[0-9]{1,6}"))
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
  }

  /** Ends the post under way, too. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
