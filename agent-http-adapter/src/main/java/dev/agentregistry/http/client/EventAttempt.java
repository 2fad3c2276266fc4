package dev.agentregistry.http.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An attempt to listen to a server's events. */
final class EventAttempt {

  private final CompletableFuture<HttpResponse<Body>> answer;
  private final long end;

  private EventAttempt(CompletableFuture<HttpResponse<Body>> answer, long end) {
    this.answer = answer;
    this.end = end;
  }

  /** What came of it. */
  sealed interface Outcome {}

  /**
   * Events come.
   *
   * @param body in which
   */
  record Listening(Flow.Publisher<List<ByteBuffer>> body) implements Outcome {}

  /**
   * They don't.
   *
   * @param answer says why
   */
  record Refused(Response answer) implements Outcome {}

  private sealed interface Body {}

  private record Endless(Flow.Publisher<List<ByteBuffer>> parts) implements Body {}

  private static final class Whole implements Body {
    private final byte[] bytes;

    private Whole(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  /**
   * Sends the request.
   *
   * @param patience how long the answer may take to begin
   */
  static EventAttempt start(HttpClient client, HttpRequest request, Duration patience) {
    BodyHandler<Body> handler = head -> isStream(head) ? endless() : whole();
    return new EventAttempt(
        client.sendAsync(request, handler), System.nanoTime() + patience.toNanos());
  }

  private static boolean isStream(HttpResponse.ResponseInfo head) {
    return head.statusCode() == 200
        && head.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
  }

  private static BodySubscriber<Body> endless() {
    return BodySubscribers.mapping(BodySubscribers.ofPublisher(), Endless::new);
  }

  private static BodySubscriber<Body> whole() {
    return BodySubscribers.mapping(BodySubscribers.ofByteArray(), Whole::new);
  }

  /**
   * Waits for what comes of it.
   *
   * @param nanos how long at most
   * @return nothing where it is not known yet
   * @throws IOException if no answer came, and none will
   */
  Optional<Outcome> await(long nanos) throws IOException, InterruptedException {
    try {
      long left = Math.max(0, Math.min(nanos, end - System.nanoTime()));
      return Optional.of(outcome(answer.get(left, TimeUnit.NANOSECONDS)));
    } catch (TimeoutException e) {
      if (System.nanoTime() - end < 0) {
        return Optional.empty();
      }
      cancel();
      throw (IOException) new HttpTimeoutException("it takes too long").initCause(e);
    } catch (ExecutionException e) {
      throw LastingTransport.failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private static Outcome outcome(HttpResponse<Body> response) {
    return switch (response.body()) {
      case Endless endless -> new Listening(endless.parts());
      case Whole whole ->
          new Refused(
              new Response(response.statusCode(), response.headers()::firstValue, whole.bytes));
    };
  }

  void cancel() {
    answer.cancel(true);
  }
}
