package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRegistryException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "watch",
    description = {
      "Shows the list, and keeps it up to date until Ctrl-C.",
      "What happens is shown at once, heartbeats when it looks again.",
      "A filter may be repeated: several values of one mean \"any of these\"."
    },
    footer = {
      "%nExamples:",
      "  agents watch",
      "  agents watch --hostname build-01 --liveness stale",
      "  agents watch --every 10s --sort id"
    })
final class WatchCommand implements Callable<Integer> {

  /** A resize, and what happens, is noticed within this: it is never drawn more often. */
  private static final Duration TICK = Duration.ofMillis(500);

  private final Shell shell;

  @Mixin private final FilterOptions filters = new FilterOptions();

  @Mixin private final SortOption sort = new SortOption();

  @Option(
      names = "--every",
      paramLabel = "TIME",
      converter = Intervals.OfLooks.class,
      description = "Look again this often: 1s to 1h, by default 2s.",
      order = 71)
  private Duration every = Duration.ofSeconds(2);

  @Mixin private final RegistryOptions registry = new RegistryOptions().lasting();

  WatchCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (!shell.canRedraw()) {
      throw CommandException.usage(
          "watch needs a terminal that can be redrawn: 'agents list' shows the agents once");
    }
    KeptRegistry.Opener opener = () -> registry.openExisting(shell);
    try (KeptRegistry kept = new KeptRegistry(opener, opener);
        News news = News.of(opener, filters.toEventQuery())) {
      WatchScreen lines = screen();
      // Before anything is drawn: where the first look fails, the command does.
      Picture first = look(kept, lines);
      try (LiveScreen screen = LiveScreen.enter(shell.out())) {
        shell.surroundings().atShutdown().accept(screen::close);
        new Watching(kept, news, screen, lines, first, shell.now()).go();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.INTERRUPTED;
  }

  private WatchScreen screen() {
    return new WatchScreen(
        shell.surroundings().size().get(),
        shell.hasColour(StandardStream.OUT),
        ZoneId.systemDefault());
  }

  private Picture look(KeptRegistry kept, WatchScreen lines) throws IOException {
    int limit = Math.min(lines.room(), AgentQuery.MAX_LIMIT);
    return kept.ask(
        asked ->
            Picture.of(
                asked, () -> filters.toQuery().sort(sort.order()), !filters.areAbsent(), limit));
  }

  /** What is on the screen, and how it came there. */
  private final class Watching {

    private final KeptRegistry kept;
    private final News news;
    private final LiveScreen screen;
    private WatchScreen lines;
    private Picture picture;
    private Instant seenAt;
    private Optional<WatchScreen.Outage> outage = Optional.empty();

    Watching(
        KeptRegistry kept,
        News news,
        LiveScreen screen,
        WatchScreen lines,
        Picture picture,
        Instant now) {
      this.kept = kept;
      this.news = news;
      this.screen = screen;
      this.lines = lines;
      this.picture = picture;
      this.seenAt = now;
    }

    void go() throws IOException, InterruptedException {
      draw();
      while (!isClosedBeforeNextLook()) {
        lines = screen();
        lookAgain();
        draw();
      }
    }

    private void draw() throws IOException {
      screen.draw(lines.lines(picture, outage, shell.now()));
    }

    /** The next look is when it is time, or something happened, or the terminal's size changed. */
    private boolean isClosedBeforeNextLook() throws InterruptedException {
      long start = System.nanoTime();
      Duration rest = every;
      while (rest.isPositive()) {
        if (screen.isClosedWithin(rest.compareTo(TICK) < 0 ? rest : TICK)) {
          return true;
        }
        rest = every.minusNanos(System.nanoTime() - start);
        if (news.take() || !shell.surroundings().size().get().equals(lines.size())) {
          return false;
        }
      }
      return false;
    }

    private void lookAgain() {
      try {
        picture = look(kept, lines);
        seenAt = shell.now();
        outage = Optional.empty();
      } catch (AgentRegistryException | CommandException | IOException away) {
        // The picture stays.
        outage = Optional.of(new WatchScreen.Outage(seenAt, Failure.of(away).line()));
      }
    }
  }
}
