package dev.agentregistry.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the open connections, and knows which of them are too many. Thread-safe. */
final class Connections implements ServerConnectionSelector {

  private final ServerConnectionSelector protocol;
  private final int limit;
  private final Deadlines deadlines;
  private final AtomicInteger open = new AtomicInteger();

  /** Each connection has a thread of its own. */
  private final ThreadLocal<Boolean> tooMany = ThreadLocal.withInitial(() -> false);

  /**
   * Makes a counter.
   *
   * @param protocol what the connections speak
   * @param limit how many are not too many
   * @param deadlines how long one that is too many may take until it says what it wants
   */
  Connections(ServerConnectionSelector protocol, int limit, Deadlines deadlines) {
    this.protocol = protocol;
    this.limit = limit;
    this.deadlines = deadlines;
  }

  /** How many are open now. */
  int open() {
    return open.get();
  }

  /** Whether the connection that this thread serves was one too many when it was opened. */
  boolean isTooMany() {
    return tooMany.get();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new Counted(protocol.connection(context));
  }

  @Override
  public int bytesToIdentifyConnection() {
    return protocol.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return protocol.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return protocol.supportedApplicationProtocols();
  }

  private final class Counted implements ServerConnection, InterruptableTask<Void> {

    private final ServerConnection connection;

    Counted(ServerConnection connection) {
      this.connection = connection;
    }

    @Override
    public void handle(Limit requests) throws InterruptedException {
      try {
        if (open.incrementAndGet() > limit) {
          tooMany.set(true);
          deadlines.set();
        }
        connection.handle(requests);
      } finally {
        open.decrementAndGet();
      }
    }

    @Override
    public Duration idleTime() {
      return connection.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      connection.close(interrupt);
    }

    @Override
    public boolean canInterrupt() {
      return connection instanceof InterruptableTask<?> task && task.canInterrupt();
    }
  }
}
