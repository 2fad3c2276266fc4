package dev.agentregistry.http.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The body of an answer that does not end, part by part as they come: the server waits while nobody
 * takes them.
 */
final class EventConnection implements Flow.Subscriber<List<ByteBuffer>> {

  private final long silenceNanos;
  private final LinkedBlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private final AtomicReference<Optional<Flow.Subscription>> subscription =
      new AtomicReference<>(Optional.empty());
  private long heardAt = System.nanoTime();

  /**
   * Begins to read.
   *
   * @param body the body
   * @param silence how long it may be without a word
   */
  EventConnection(Flow.Publisher<List<ByteBuffer>> body, Duration silence) {
    this.silenceNanos = silence.toNanos();
    body.subscribe(this);
  }

  private sealed interface Part {

    record Bytes(List<ByteBuffer> buffers, long at) implements Part {}

    record End(Optional<Throwable> failure) implements Part {}
  }

  /**
   * Waits for the next part.
   *
   * @param nanos how long at most
   * @return nothing where none came in time
   * @throws IOException if the connection has ended, or has been silent for too long
   */
  List<ByteBuffer> next(long nanos) throws IOException, InterruptedException {
    long left = heardAt + silenceNanos - System.nanoTime();
    Part part = parts.poll(Math.max(0, Math.min(nanos, left)), TimeUnit.NANOSECONDS);
    return switch (part) {
      case null -> {
        if (System.nanoTime() - heardAt >= silenceNanos) {
          throw new IOException("it says nothing any more");
        }
        yield List.of();
      }
      case Part.Bytes bytes -> {
        heardAt = bytes.at();
        subscription.get().ifPresent(open -> open.request(1));
        yield bytes.buffers();
      }
      case Part.End end ->
          throw new IOException("the connection ended", end.failure().orElse(null));
    };
  }

  void close() {
    subscription.get().ifPresent(Flow.Subscription::cancel);
  }

  @Override
  public void onSubscribe(Flow.Subscription opened) {
    subscription.set(Optional.of(opened));
    opened.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    parts.add(new Part.Bytes(buffers, System.nanoTime()));
  }

  @Override
  public void onError(Throwable failure) {
    parts.add(new Part.End(Optional.of(failure)));
  }

  @Override
  public void onComplete() {
    parts.add(new Part.End(Optional.empty()));
  }
}
