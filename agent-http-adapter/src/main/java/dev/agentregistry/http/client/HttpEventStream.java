package dev.agentregistry.http.client;

import dev.agentregistry.domain.EventStream;
import dev.agentregistry.domain.RegistryEvent;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.http.client.EventAttempt.Listening;
import dev.agentregistry.http.client.EventAttempt.Outcome;
import dev.agentregistry.http.client.EventAttempt.Refused;
import dev.agentregistry.http.json.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Listens to a server's events. Where the connection ends, it listens again, after pauses that
 * grow, from where it was.
 */
final class HttpEventStream implements EventStream {

  private final Exchange exchange;
  private final ClientOptions options;
  private final HttpClient client;
  private final URI uri;
  private final Duration silence;
  private final Retries retries = new Retries();
  private final List<RegistryEvent> events = new ArrayList<>();

  private EventParser parser;
  private Optional<EventConnection> connection = Optional.empty();
  private Optional<EventAttempt> attempt = Optional.empty();
  private int failures;
  private long nextAttempt = System.nanoTime();
  private volatile boolean isClosed;

  private HttpEventStream(
      Exchange exchange,
      ClientOptions options,
      HttpClient client,
      URI uri,
      OptionalLong after,
      Duration silence) {
    this.exchange = exchange;
    this.options = options;
    this.client = client;
    this.uri = uri;
    this.silence = silence;
    this.parser = parser(after.isPresent() ? String.valueOf(after.getAsLong()) : "");
  }

  /**
   * Begins to listen; when this returns, the server tells whatever happens from then on.
   *
   * @param exchange with that server
   * @param options how to reach it
   * @param client sends the requests; it ends with the stream
   * @param uri where the events are
   * @param after the event after which to begin; from now on where empty
   * @param silence how long the server may be without a word
   */
  static HttpEventStream open(
      Exchange exchange,
      ClientOptions options,
      HttpClient client,
      URI uri,
      OptionalLong after,
      Duration silence) {
    HttpEventStream stream = new HttpEventStream(exchange, options, client, uri, after, silence);
    try {
      stream.connect();
      return stream;
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  /** The first time: who asks wants to know why it fails. */
  private void connect() {
    for (int number = 1; connection.isEmpty(); number++) {
      try {
        Optional<Outcome> outcome = start().await(Long.MAX_VALUE);
        if (outcome.isPresent() && outcome.get() instanceof Refused refused) {
          boolean isWorthIt =
              Retries.mayHelpAfter(refused.answer().status(), Repeat.ALWAYS)
                  && retries.pauseBefore(number + 1, refused.answer());
          if (!isWorthIt) {
            throw refusal(refused);
          }
        }
        outcome.ifPresent(this::take);
      } catch (IOException e) {
        if (!Retries.mayHelpAfter(e, Repeat.ALWAYS) || !retries.pauseBefore(number + 1)) {
          throw NoAnswer.from(exchange.base(), e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RegistryUnavailableException("interrupted", true, e);
      }
    }
  }

  @Override
  public List<RegistryEvent> next(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      do {
        goOn(end);
      } while (events.isEmpty() && !isClosed && System.nanoTime() - end < 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<RegistryEvent> found = List.copyOf(events);
    events.clear();
    return found;
  }

  /** Takes the next step, of which each may take until the end. */
  private void goOn(long end) throws InterruptedException {
    long left = Math.max(0, end - System.nanoTime());
    try {
      if (connection.isPresent()) {
        for (ByteBuffer part : connection.get().next(left)) {
          parser.read(part);
          failures = 0;
        }
      } else if (attempt.isPresent()) {
        attempt.get().await(left).ifPresent(this::take);
      } else if (!isClosed) {
        long pause = Math.max(0, nextAttempt - System.nanoTime());
        Thread.sleep(Duration.ofNanos(Math.min(pause, left)));
        if (pause <= left) {
          attempt = Optional.of(start());
        }
      }
    } catch (IOException e) {
      pauseBeforeNext(Retries.pauseAfter(++failures));
      if (NoAnswer.isForWantOfTrust(e)) {
        throw NoAnswer.from(exchange.base(), e);
      }
    }
  }

  private EventAttempt start() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + options.token())
            .header("Accept", EventJson.STREAM + ", application/problem+json");
    if (!parser.lastEventId().isEmpty()) {
      request.header("Last-Event-ID", parser.lastEventId());
    }
    return EventAttempt.start(client, request.build(), options.patience());
  }

  private void take(Outcome outcome) {
    switch (outcome) {
      case Listening listening -> {
        attempt = Optional.empty();
        connection = Optional.of(new EventConnection(listening.body(), silence));
      }
      case Refused refused -> {
        pauseBeforeNext(
            refused.answer().retryAfterSeconds().orElse(Retries.pauseAfter(++failures)));
        if (!Retries.mayMend(refused.answer().status())) {
          throw refusal(refused);
        }
      }
    }
  }

  private RuntimeException refusal(Refused refused) {
    return refused.answer().status() == 200
        ? exchange.notOurs("it tells of no events")
        : Refusals.of(exchange.base(), refused.answer(), Optional.empty());
  }

  private void pauseBeforeNext(Duration pause) {
    disconnect();
    parser = parser(parser.lastEventId());
    nextAttempt = System.nanoTime() + pause.toNanos();
  }

  private EventParser parser(String lastEventId) {
    return new EventParser(lastEventId, this::take);
  }

  private void take(EventBlock block) {
    failures = 0;
    if (!block.id().matches("[0-9]{1,18}")) {
      throw exchange.notOurs("an event has no number");
    }
    byte[] data = block.data().getBytes(StandardCharsets.UTF_8);
    long id = Long.parseLong(block.id());
    exchange.read(data, body -> EventJson.read(id, body)).ifPresent(events::add);
  }

  private void disconnect() {
    connection.ifPresent(EventConnection::close);
    attempt.ifPresent(EventAttempt::cancel);
    connection = Optional.empty();
    attempt = Optional.empty();
  }

  @Override
  public void close() {
    isClosed = true;
    client.shutdownNow();
  }
}
