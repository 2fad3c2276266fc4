package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The live list, in a real terminal. */
@Timeout(120)
class WatchIT {

  private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
  private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String CTRL_C = "\u0003";

  @TempDir Path home;

  @Test
  void whatChangesIsDrawnAndACtrlCLeavesTheTerminalAsItWas() throws Exception {
    try (ServerProcess server = ServerProcess.start(home)) {
      server.beat("build-01");
      try (PseudoTerminal terminal = watch(server)) {
        terminal.awaitText("build-01");
        server.beat("build-02");
        terminal.awaitText("build-02");
        terminal.awaitText("2 online");
        assertThat(terminal.text()).doesNotContain(LEAVE);
        terminal.type(CTRL_C);

        assertThat(terminal.awaitEnd()).isEqualTo(130);
        assertThat(terminal.text()).startsWith(ENTER + HOME).endsWith(LEAVE);
        assertThat(terminal.text()).containsOnlyOnce(ENTER).containsOnlyOnce(LEAVE);
        assertThat(terminal.text()).doesNotContain(server.token());
      }
    }
  }

  @Test
  void whoeverIsToldToStopLeavesTheTerminalAsItWasToo() throws Exception {
    try (ServerProcess server = ServerProcess.start(home);
        PseudoTerminal terminal = watch(server)) {
      terminal.awaitText("No agents yet.");
      terminal.program().destroy();

      assertThat(terminal.awaitEnd()).isEqualTo(143);
      assertThat(terminal.text()).endsWith(LEAVE);
    }
  }

  @Test
  void filtersAndAResizeAreObserved() throws Exception {
    try (ServerProcess server = ServerProcess.start(home)) {
      for (int i = 0; i < 40; i++) {
        server.beat("host-" + i);
      }
      try (PseudoTerminal terminal = watch(server)) {
        terminal.awaitText("… and 20 more");
        terminal.resize(10, 60);
        terminal.awaitText("… and 34 more");
        terminal.resize(60, 100);
        Eventually.holds(() -> lastFrame(terminal).contains("host-0 "), terminal::text);
        assertThat(lastFrame(terminal)).doesNotContain("more");
      }
      try (PseudoTerminal terminal = watch(server, "--hostname", "HOST-7")) {
        terminal.awaitText("1 online");
        assertThat(terminal.text()).contains("host-7 ").doesNotContain("host-8");
      }
    }
  }

  @Test
  void whileTheServerIsAwayTheLastPictureStays() throws Exception {
    ServerProcess first = ServerProcess.start(home);
    first.beat("build-01");
    try (PseudoTerminal terminal = watch(first)) {
      terminal.awaitText("build-01");
      first.stop();
      terminal.awaitText("not heard from since ");
      Eventually.holds(() -> lastFrame(terminal).contains("build-01"), terminal::text);
      try (ServerProcess again =
          ServerProcess.start(home, "--port", String.valueOf(first.uri().getPort()))) {
        again.beat("build-02");
        terminal.awaitText("build-02");
        Eventually.holds(
            () ->
                lastFrame(terminal).contains("2 online")
                    && !lastFrame(terminal).contains("not heard from"),
            terminal::text);
        terminal.type(CTRL_C);
        assertThat(terminal.awaitEnd()).isEqualTo(130);
      }
    } finally {
      first.close();
    }
  }

  private PseudoTerminal watch(ServerProcess server, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("watch", "--url", server.uri().toString(), "--every", "1s"));
    arguments.addAll(List.of(more));
    return PseudoTerminal.start(home, arguments);
  }

  private static String lastFrame(PseudoTerminal terminal) {
    String text = terminal.text().replaceAll("\u001b\\[[0-9;]*m", "");
    return text.substring(text.lastIndexOf(HOME));
  }
}
