package dev.agentregistry.cli;

import java.io.OutputStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * The server's log: one line a record, to standard error, set up without any file. Holds on to the
 * loggers that it has set: the log manager would forget them.
 */
final class ServerLog {

  private final Logger own;

  // Never read: it is held, not used.
  @SuppressWarnings({"unused", "FieldCanBeLocal"})
  private final Logger helidon;

  private ServerLog(Logger own, Logger helidon) {
    this.own = own;
    this.helidon = helidon;
  }

  /** Takes over the log of the whole process. */
  static ServerLog start(OutputStream target, LogLevel level) {
    LogManager.getLogManager().reset();
    Handler handler = new LineHandler(target, new LogLine(level == LogLevel.DEBUG));
    handler.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    root.setLevel(level.level());
    root.addHandler(handler);
    Logger helidon = Logger.getLogger("io.helidon");
    helidon.setLevel(level == LogLevel.ERROR ? Level.SEVERE : Level.WARNING);
    return new ServerLog(Logger.getLogger("dev.agentregistry.cli"), helidon);
  }

  void info(String message) {
    own.info(message);
  }

  /** Shows each record at once. */
  private static final class LineHandler extends StreamHandler {

    LineHandler(OutputStream target, LogLine line) {
      super(target, line);
    }

    @Override
    public synchronized void publish(java.util.logging.LogRecord entry) {
      super.publish(entry);
      flush();
    }

    /** Standard error stays open: it belongs to the process. */
    @Override
    public synchronized void close() {
      flush();
    }
  }
}
