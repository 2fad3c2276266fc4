package dev.agentregistry.cli;

import java.io.OutputStream;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * The server's log: one line a record, to standard error, set up without any file. Holds on to the
 * loggers that it has set: the log manager would forget them.
 */
final class ServerLog {

  private static final String OWN = "dev.agentregistry";

  private final List<Logger> loggers;

  private ServerLog(List<Logger> loggers) {
    this.loggers = loggers;
  }

  /** Takes over the log of the whole process. Details are wanted of our own work only. */
  static ServerLog start(OutputStream target, LogLevel level) {
    LogManager.getLogManager().reset();
    Handler handler = new LineHandler(target, new LogLine(level == LogLevel.DEBUG));
    handler.setLevel(Level.ALL);
    Level others = level == LogLevel.DEBUG ? Level.INFO : level.level();
    Logger root = at(others, "");
    root.addHandler(handler);
    Level helidon = level == LogLevel.ERROR ? Level.SEVERE : Level.WARNING;
    return new ServerLog(List.of(at(level.level(), OWN), root, at(helidon, "io.helidon")));
  }

  private static Logger at(Level level, String name) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(level);
    return logger;
  }

  void info(String message) {
    loggers.getFirst().info(message);
  }

  /** Shows each record at once. */
  private static final class LineHandler extends StreamHandler {

    LineHandler(OutputStream target, LogLine line) {
      super(target, line);
    }

    @Override
    public synchronized void publish(LogRecord entry) {
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
