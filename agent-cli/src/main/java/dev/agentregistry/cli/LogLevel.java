package dev.agentregistry.cli;

import java.util.logging.Level;

/** How much the server tells of its work. */
enum LogLevel {
  ERROR,
  WARNING,
  INFO,
  DEBUG;

  Level level() {
    return switch (this) {
      case ERROR -> Level.SEVERE;
      case WARNING -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
    };
  }
}
