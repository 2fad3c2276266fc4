package dev.agentregistry.http.server;

import dev.agentregistry.http.json.Problem;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Sends answers, to clients that take them in time. */
final class Answers {

  static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

  static final Header PROBLEM =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);

  private static final byte[] NOTHING = {};

  /** A body that writes itself, the same each time. */
  interface Body {
    void writeTo(OutputStream target) throws IOException;
  }

  private final Deadlines deadlines;

  Answers(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  /** Sends a body; to HEAD only what it would be like (RFC 9110 section 9.3.2). */
  void send(ServerRequest request, ServerResponse response, Header mediaType, byte[] body) {
    response.header(mediaType);
    boolean headersOnly = isHead(request);
    if (headersOnly) {
      response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
    }
    send(response, headersOnly ? NOTHING : body);
  }

  /**
   * Sends a body that may be a large one: past {@link LongBody#HELD_BYTES} it is never in memory as
   * a whole.
   */
  void sendLong(ServerRequest request, ServerResponse response, Body body) {
    response.header(JSON);
    if (isHead(request)) {
      response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(length(body)));
      send(response, NOTHING);
    } else {
      untilClientIsGone(
          response,
          () -> {
            LongBody target = new LongBody(response, deadlines);
            body.writeTo(target);
            target.end();
          });
    }
  }

  /**
   * Sends a body that grows while it is sent, each part at once. The client has to take each part
   * in time; how long there is none does not matter.
   */
  void stream(ServerResponse response, Body body) {
    untilClientIsGone(
        response,
        () -> {
          deadlines.takeOff();
          OutputStream target = new PromptStream(response.outputStream(), deadlines);
          body.writeTo(target);
          deadlines.set();
          target.close();
          if (response instanceof RoutingResponse routed) {
            // Helidon would do so later, when the alarm is off.
            routed.commit();
          }
        });
  }

  /** Sends an answer that has no body by its status. */
  void send(ServerResponse response, Status status) {
    response.status(status);
    send(response, NOTHING);
  }

  private void send(ServerResponse response, byte[] body) {
    untilClientIsGone(response, () -> response.send(body));
  }

  private static boolean isHead(ServerRequest request) {
    return request.prologue().method().equals(Method.HEAD);
  }

  private static long length(Body body) {
    CountingStream count = new CountingStream();
    try {
      body.writeTo(count);
    } catch (IOException e) {
      // Nothing here does I/O.
      throw new UncheckedIOException(e);
    }
    return count.bytes;
  }

  private interface Sending {
    void run() throws IOException;
  }

  private void untilClientIsGone(ServerResponse response, Sending sending) {
    deadlines.set();
    try {
      sending.run();
    } catch (ServerConnectionException | IOException clientIsGone) {
      // Nothing is wrong here: only the connection ends. It is not thrown on, since Helidon would
      // take it for a fault of the error handler that was answering, and log it.
      response.headers().set(HeaderValues.CONNECTION_CLOSE);
    } finally {
      deadlines.takeOff();
    }
  }

  /** Sends each part at once, in time. */
  private static final class PromptStream extends FilterOutputStream {

    private final Deadlines deadlines;

    PromptStream(OutputStream target, Deadlines deadlines) {
      super(target);
      this.deadlines = deadlines;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      deadlines.set();
      try {
        out.write(bytes, offset, length);
        out.flush();
      } finally {
        deadlines.takeOff();
      }
    }
  }

  private static final class CountingStream extends OutputStream {

    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int offset, int length) {
      bytes += length;
    }
  }
}
