package dev.agentregistry.http.server;

import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A body that is held back while it is small, so that its length can be told first, and streamed
 * once it is not. The client has to take each MiB of it in time. Not thread-safe.
 */
final class LongBody extends OutputStream {

  /** The most that is held back. */
  static final int HELD_BYTES = 1024 * 1024;

  private final ServerResponse response;
  private final Deadlines deadlines;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private Optional<OutputStream> stream = Optional.empty();
  private int sinceAlarm;

  LongBody(ServerResponse response, Deadlines deadlines) {
    this.response = response;
    this.deadlines = deadlines;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (stream.isEmpty()) {
      if (held.size() + length <= HELD_BYTES) {
        held.write(bytes, offset, length);
        return;
      }
      stream = Optional.of(response.outputStream());
      held.writeTo(stream.get());
      held.reset();
    }
    sinceAlarm += length;
    if (sinceAlarm > HELD_BYTES) {
      sinceAlarm = 0;
      deadlines.set();
    }
    stream.get().write(bytes, offset, length);
  }

  /** Sends what is left; without it, the client sees that the body is not complete. */
  void end() throws IOException {
    if (stream.isEmpty()) {
      response.send(held.toByteArray());
      return;
    }
    stream.get().close();
    if (response instanceof RoutingResponse routed) {
      // Helidon would do so later, when the alarm is off.
      routed.commit();
    }
  }
}
