package dev.agentregistry.http.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.OptionalLong;

/** Reads bodies, with limits on how large they are and how long they may take. */
final class RequestBodies {

  /** How much of an unwanted body is read, so that the client gets to see the answer. */
  private static final int MAX_DRAINED_BYTES = 1024 * 1024;

  private final int maxBytes;
  private final Deadlines deadlines;

  RequestBodies(int maxBytes, Deadlines deadlines) {
    this.maxBytes = maxBytes;
    this.deadlines = deadlines;
  }

  /** What Helidon itself has to refuse: it takes a chunk into memory whole, before we see it. */
  long hardLimit() {
    return (long) maxBytes + MAX_DRAINED_BYTES;
  }

  /**
   * Reads a body.
   *
   * @throws RefusedBodyException if it is larger than the limit, or its chunks are not valid
   */
  byte[] read(ServerRequest request) {
    OptionalLong announced = request.headers().contentLength();
    if (announced.orElse(0) > maxBytes) {
      throw tooLarge(drain(request));
    }
    // Helidon gives the stream out only once.
    InputStream stream = request.content().inputStream();
    byte[] body = reading(() -> announced.isPresent() ? all(stream, announced) : some(stream));
    if (body.length > maxBytes) {
      throw tooLarge(reading(() -> drained(stream)));
    }
    return body;
  }

  /** A body whose length is known. Only once its end is read is it done for Helidon too. */
  private static byte[] all(InputStream stream, OptionalLong length) throws IOException {
    byte[] body = new byte[Math.toIntExact(length.getAsLong())];
    int read = stream.readNBytes(body, 0, body.length);
    return stream.read() < 0 && read == body.length ? body : Arrays.copyOf(body, read);
  }

  /** A body of any length, up to just over the limit. */
  private byte[] some(InputStream stream) throws IOException {
    return stream.readNBytes((int) Math.min(maxBytes + 1L, Integer.MAX_VALUE));
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
    if (request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
      // Helidon takes a chunk's first line into memory, however long: nobody without a token may
      // send one.
      return false;
    }
    if (request.headers().contentLength().orElse(0) > MAX_DRAINED_BYTES) {
      return false;
    }
    try {
      return reading(() -> drained(request.content().inputStream()));
    } catch (CloseConnectionException clientIsGone) {
      return false;
    }
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

  private <T> T reading(Deadlines.Wait<T> read) {
    try {
      return deadlines.within(read);
    } catch (RequestException e) {
      throw e.status().code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()
          ? tooLarge(false)
          : RefusedBodyException.badChunks();
    } catch (DataReader.IncorrectNewLineException | NumberFormatException e) {
      throw RefusedBodyException.badChunks();
    } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the client stopped in the middle of a body", e);
    }
  }

  /** The body is larger than the limit. */
  RefusedBodyException tooLarge(boolean readToEnd) {
    return RefusedBodyException.tooLarge(maxBytes, readToEnd);
  }
}
