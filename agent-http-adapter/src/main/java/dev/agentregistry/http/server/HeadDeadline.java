package dev.agentregistry.http.server;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/**
 * Ends connections on which a request's headers do not come to an end: Helidon waits for them
 * forever. Each connection has a thread of its own, which reads one request after another.
 */
final class HeadDeadline implements Http1ConnectionListener {

  private final Deadlines deadlines;

  HeadDeadline(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  /** The first line is read. */
  @Override
  public void prologue(ConnectionContext connection, HttpPrologue prologue) {
    deadlines.set();
  }

  /** All headers are read. */
  @Override
  public void headers(ConnectionContext connection, Headers headers) {
    deadlines.takeOff();
  }
}
