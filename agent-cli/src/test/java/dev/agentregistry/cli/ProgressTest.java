package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void workOfASecondIsShownInOneLineAndGoesWhenItIsDone() {
    Cli cli = new Cli(folder).onTerminal();
    try (Progress progress = progress(cli)) {
      progress.to(10, 100);
      assertThat(err.size()).isZero();
      cli.now = cli.now.plusSeconds(1);
      progress.to(50, 100);
    }

    assertThat(told())
        .contains("\rTesting", "50%", " 50/100 agents")
        .doesNotContain("\n")
        .endsWith("\r\u001b[K");
    assertThat(told().split("\r")).allMatch(line -> line.length() < 80);
  }

  @Test
  void workWithoutAKnownEndIsShownToo() {
    Cli cli = new Cli(folder).onTerminal();
    try (Progress progress = progress(cli)) {
      cli.now = cli.now.plusSeconds(1);
      progress.to(50, 0);
    }

    assertThat(told()).contains("Testing", "50");
  }

  @Test
  void shortWorkIsNotShown() {
    Cli cli = new Cli(folder).onTerminal();
    try (Progress progress = progress(cli)) {
      cli.now = cli.now.plusMillis(999);
      progress.to(50, 100);
    }

    assertThat(told()).isEmpty();
  }

  @Test
  void nothingIsShownWithoutATerminalOrWherePlainTextIsWanted() {
    for (Cli cli :
        new Cli[] {
          new Cli(folder),
          new Cli(folder).onTerminal().with("NO_COLOR", "1"),
          new Cli(folder).onTerminal().with("TERM", "dumb")
        }) {
      try (Progress progress = progress(cli)) {
        cli.now = cli.now.plusSeconds(9);
        progress.to(50, 100);
      }
    }

    assertThat(told()).isEmpty();
  }

  private Progress progress(Cli cli) {
    Shell shell = new Shell(cli.surroundings(new ByteArrayOutputStream(), err));
    return Progress.of(shell, "Testing", Progress.Unit.AGENTS);
  }

  private String told() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
