package dev.agentregistry.http.client;

import dev.agentregistry.domain.EventStream;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.http.json.InvalidRequestException;
import dev.agentregistry.http.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sends requests to one server, and reads their answers. Thread-safe. */
final class Exchange implements AutoCloseable {

  private final ClientOptions options;
  private final String base;
  private final Transport transport;
  private final Optional<SSLContext> tls;
  private final Retries retries = new Retries();

  private Exchange(ClientOptions options, Transport transport, Optional<SSLContext> tls) {
    this.options = options;
    this.tls = tls;
    this.base = options.url().toString().replaceAll("/+$", "");
    this.transport = transport;
  }

  static Exchange over(ClientOptions options) throws IOException {
    Optional<SSLContext> tls = Optional.empty();
    if (options.certificates().isPresent()) {
      tls = Optional.of(Trust.in(options.certificates().get()));
    }
    return new Exchange(
        options,
        options.isLasting()
            ? new LastingTransport(Retries.CONNECT_TIMEOUT, tls)
            : new OneShotTransport(Retries.CONNECT_TIMEOUT, tls.map(SSLContext::getSocketFactory)),
        tls);
  }

  Asked get(String path) {
    return new Asked(this, "GET", uri(path), Optional.empty(), options).repeatable().expecting(200);
  }

  Asked delete(String path) {
    return new Asked(this, "DELETE", uri(path), Optional.empty(), options);
  }

  Asked post(String path, byte[] body) {
    return new Asked(this, "POST", uri(path), Optional.of(body), options);
  }

  /**
   * Listens to events.
   *
   * @param path where they are
   * @param after the event after which to begin; from now on where empty
   * @param silence how long the server may be without a word
   */
  EventStream listen(String path, OptionalLong after, Duration silence) {
    HttpClient client = LastingTransport.client(Retries.CONNECT_TIMEOUT, tls);
    return HttpEventStream.open(this, options, client, uri(path), after, silence);
  }

  private URI uri(String path) {
    return URI.create(base + path);
  }

  /**
   * Sends a request, again where that is safe and may help.
   *
   * @param repeat when it may be sent again
   * @throws RegistryUnavailableException if no answer came
   */
  Response send(Request request, Repeat repeat) {
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        Response answer = transport.send(request);
        boolean isWorthIt = Retries.mayHelpAfter(answer.status(), repeat);
        if (!isWorthIt || !retries.pauseBefore(attempt + 1, answer)) {
          return answer;
        }
      } catch (IOException e) {
        // TLS that never begins is no connection either, but has been waited for.
        boolean isOver = System.nanoTime() - start >= request.patience().toNanos();
        boolean isWorthIt = !isOver && Retries.mayHelpAfter(e, repeat);
        if (!isWorthIt || !retries.pauseBefore(attempt + 1)) {
          throw NoAnswer.from(base, e);
        }
      }
    }
  }

  /** The URL of the server, without a slash at its end. */
  String base() {
    return base;
  }

  /** Reads an answer that has to be ours. */
  <T> T read(Response answer, Function<byte[], T> reader) {
    return read(answer.body(), reader);
  }

  /** Reads a body that has to be ours. */
  <T> T read(byte[] body, Function<byte[], T> reader) {
    try {
      return reader.apply(body);
    } catch (MalformedJsonException | InvalidRequestException e) {
      throw notOurs(e.getMessage());
    }
  }

  /** What answers there is something else. */
  RegistryUnavailableException notOurs(@Nullable String why) {
    return new RegistryUnavailableException(
        "what answers at %s is no agent registry, or one of another age (%s): check the URL"
            .formatted(base, why),
        false);
  }

  @Override
  public void close() {
    transport.close();
  }
}
