package dev.agentregistry.http.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads bodies, with limits on how large they are and how long they may take. */
final class RequestBodies {

  /** How much of an unwanted body is read, so that the client gets to see the answer. */
  private static final long MAX_DRAINED_BYTES = 1024 * 1024;

  private final int maxBytes;
  private final Deadlines deadlines;

  RequestBodies(int maxBytes, Deadlines deadlines) {
    this.maxBytes = maxBytes;
    this.deadlines = deadlines;
  }

  /**
   * Reads a body.
   *
   * @throws BodyTooLargeException if it is larger than the limit
   */
  byte[] read(ServerRequest request) {
    if (request.headers().contentLength().orElse(0) > maxBytes) {
      throw new BodyTooLargeException(maxBytes, drain(request));
    }
    // Helidon gives the stream out only once.
    InputStream stream = request.content().inputStream();
    byte[] body = reading(() -> stream.readNBytes(maxBytes + 1));
    if (body.length > maxBytes) {
      throw new BodyTooLargeException(maxBytes, reading(() -> drained(stream)));
    }
    return body;
  }

  /**
   * Takes a body that nobody has read off the connection.
   *
   * @return whether the connection can go on; if not, it has to be closed after the answer
   */
  boolean drain(ServerRequest request) {
    if (!request.content().hasEntity() || request.content().consumed()) {
      return true;
    }
    if (request.headers().containsToken(HeaderValues.EXPECT_100)) {
      // The client waits before it sends the body: asking for it now would be in vain.
      return false;
    }
    if (request.headers().contentLength().orElse(0) > MAX_DRAINED_BYTES) {
      return false;
    }
    return reading(() -> drained(request.content().inputStream()));
  }

  private static boolean drained(InputStream rest) throws IOException {
    byte[] buffer = new byte[8192];
    long read = 0;
    while (read <= MAX_DRAINED_BYTES) {
      int count = rest.read(buffer);
      if (count < 0) {
        return true;
      }
      read += count;
    }
    return false;
  }

  private <T> T reading(Deadlines.Read<T> read) {
    try {
      return deadlines.within(read);
    } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the client stopped in the middle of a body", e);
    }
  }
}
