package dev.agentregistry.cli;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far some work has come: on a terminal only, and only once the work has taken a second.
 * Thread-safe.
 */
final class Progress implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * What is counted.
   *
   * @param name of many, such as {@code agents}
   * @param size how many steps make one
   */
  record Unit(String name, long size) {
    static final Unit AGENTS = new Unit("agents", 1);
    static final Unit MEBIBYTES = new Unit("MiB", 1024 * 1024);
    static final Unit PAGES = new Unit("pages", 1);
  }

  private final Shell shell;
  private final String task;
  private final Unit unit;
  private final boolean isWanted;
  private final Instant shownFrom;
  private @Nullable ProgressLine line;

  private Progress(Shell shell, String task, Unit unit) {
    this.shell = shell;
    this.task = task;
    this.unit = unit;
    // It redraws: for a terminal that can, and not for whoever wants plain text.
    this.isWanted = shell.hasColour(StandardStream.ERR);
    this.shownFrom = shell.now().plus(PATIENCE);
  }

  /** Begins some work. */
  static Progress of(Shell shell, String task, Unit unit) {
    return new Progress(shell, task, unit);
  }

  /**
   * Tells how far it has come.
   *
   * @param done so many steps
   * @param all of so many; 0 where nobody knows
   */
  synchronized void to(long done, long all) {
    if (!isWanted || (line == null && shell.now().isBefore(shownFrom))) {
      return;
    }
    ProgressLine shown = line;
    if (shown == null) {
      // Not before: most work is done within the second, and never loads the library.
      shown = ProgressLine.show(shell, task, unit, all);
      line = shown;
    }
    shown.to(done, all);
  }

  /** Takes it off the terminal. */
  @Override
  public synchronized void close() {
    if (line != null) {
      line.close();
      line = null;
    }
  }
}
