package dev.agentregistry.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** The log of PostgreSQL's driver, which goes to standard error unless somebody takes it over. */
final class DriverLog {

  /** Held on to: the log manager would forget its level. */
  private static final Logger LOGGER = Logger.getLogger("org.postgresql");

  private DriverLog() {}

  /** For a command that tells what is wrong itself, in one line. */
  static void silence() {
    LOGGER.setLevel(Level.OFF);
  }
}
