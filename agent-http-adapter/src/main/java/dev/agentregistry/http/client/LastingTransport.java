package dev.agentregistry.http.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Over {@link HttpClient}, for programs that live long: it keeps its connections. */
final class LastingTransport implements Transport {

  private final HttpClient client;

  LastingTransport(Duration connectTimeout, Optional<SSLContext> tls) {
    this.client = client(connectTimeout, tls);
  }

  static HttpClient client(Duration connectTimeout, Optional<SSLContext> tls) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout);
    tls.ifPresent(builder::sslContext);
    return builder.build();
  }

  @Override
  public Response send(Request request) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .method(
                request.method(),
                request.body().map(BodyPublishers::ofByteArray).orElse(BodyPublishers.noBody()));
    request.headers().forEach(builder::header);
    if (request.body().isPresent()) {
      builder.header("Content-Type", "application/json");
    }
    return read(exchange(builder.build(), request.patience()));
  }

  /** The client's own time limit ends with the head of an answer: its body might never end. */
  private HttpResponse<byte[]> exchange(HttpRequest request, Duration patience) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw (IOException) new HttpTimeoutException("it takes too long").initCause(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** Why no answer came. */
  static IOException failure(Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException e ->
          (IOException) new ConnectException("it does not answer").initCause(e);
      case IOException e -> e;
      default -> new IOException(cause);
    };
  }

  private static Response read(HttpResponse<byte[]> answer) {
    return new Response(answer.statusCode(), answer.headers()::firstValue, answer.body());
  }

  @Override
  public void close() {
    client.close();
  }
}
