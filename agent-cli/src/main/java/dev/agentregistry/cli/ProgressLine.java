package dev.agentregistry.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar in the last line of a terminal: the only class that loads the library for it. */
final class ProgressLine implements AutoCloseable {

  private static final int PAUSE_MILLIS = 200;
  private static final String START_OF_LINE = "\r";
  private static final String CLEAR = "\r\u001b[K";

  private final ProgressBar bar;
  private final Terminal terminal;

  private ProgressLine(ProgressBar bar, Terminal terminal) {
    this.bar = bar;
    this.terminal = terminal;
  }

  static ProgressLine show(Shell shell, String task, Progress.Unit unit, long all) {
    Terminal terminal = new Terminal(shell);
    return new ProgressLine(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setUnit(" " + unit.name(), unit.size())
            .setInitialMax(known(all))
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(PAUSE_MILLIS)
            .setConsumer(terminal)
            .build(),
        terminal);
  }

  void to(long done, long all) {
    bar.maxHint(known(all));
    bar.stepTo(done);
  }

  @Override
  public void close() {
    bar.close();
    terminal.end();
  }

  /** The library's word for what nobody knows. */
  private static long known(long all) {
    return all == 0 ? -1 : all;
  }

  /** Standard error. */
  private static final class Terminal implements ProgressBarConsumer {

    private final Shell shell;
    private final int width;
    private boolean isOver;

    Terminal(Shell shell) {
      this.shell = shell;
      // The last column is left free: some terminals wrap there.
      this.width = shell.width(StandardStream.ERR).orElse(80) - 1;
    }

    @Override
    public int getMaxRenderedLength() {
      return width;
    }

    @Override
    public synchronized void accept(String rendered) {
      if (!isOver) {
        shell.tell(START_OF_LINE + rendered);
      }
    }

    /**
     * Takes the bar away, so that what follows begins where it was. The library does not where it
     * is closed just after it was begun.
     */
    synchronized void end() {
      isOver = true;
      shell.tell(CLEAR);
    }

    @Override
    public void close() {
      // That is not the library's business.
    }
  }
}
