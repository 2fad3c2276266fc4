package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Liveness;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchScreenTest {

  private static final Map<Liveness, Long> COUNTS =
      Map.of(Liveness.ONLINE, 1_234L, Liveness.STALE, 3L, Liveness.OFFLINE, 0L);

  @Test
  void theCountsAndTheTimeAreAboveTheTable() {
    AgentRecord agent = Samples.record(Samples.working(), Cli.NOW.minus(Duration.ofSeconds(12)));

    assertThat(lines(screen(100, 24), picture(1, List.of(agent))))
        .containsExactly(
            "1234 online, 3 stale, 0 offline" + " ".repeat(61) + "09:30:00",
            "",
            "ID            HOSTNAME  STATUS   LIVENESS  ISSUES               REPO               "
                + " SEEN",
            "agt_d21ea4ea  build-01  working  online    TRCKR-280 TRCKR-281  /srv/repos/tracker "
                + " 12s ago");
  }

  @ParameterizedTest
  @CsvSource({"21, 24, ''", "22, 24, … and 2 more", "1000, 24, … and 980 more"})
  void asManyAgentsAreShownAsThereIsRoomForAndTheOthersAreCounted(
      int agents, int lines, String last) {
    List<String> shown = lines(screen(80, 24), picture(agents, agents(Math.min(agents, 21))));

    assertThat(shown).hasSize(lines);
    assertThat(shown.getLast()).startsWith(last.isEmpty() ? "agt_" : last);
    assertThat(shown).allMatch(line -> DisplayText.width(line) <= 80);
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "40, 10", "20, 5", "7, 4", "1, 1", "200, 2"})
  void noLineIsTooLongAndNoneTooMuch(int columns, int rows) {
    WatchScreen screen = screen(columns, rows);
    WatchScreen.Outage outage = new WatchScreen.Outage(Cli.NOW, "it is away ".repeat(30));
    List<String> lines =
        screen.lines(picture(90, agents(screen.room())), Optional.of(outage), Cli.NOW);

    assertThat(lines).hasSizeLessThanOrEqualTo(rows);
    assertThat(lines).allMatch(line -> DisplayText.width(line) <= columns);
  }

  @Test
  void wideCharactersTakeTheirTwoColumns() {
    AgentRecord wide =
        Samples.record(
            Heartbeat.from(new AgentIdentity("建物".repeat(20), "a", "/家/" + "道".repeat(60))),
            Cli.NOW);

    assertThat(lines(screen(80, 24), picture(1, List.of(wide))))
        .allMatch(line -> DisplayText.width(line) <= 80)
        .anyMatch(line -> line.contains("建物") && line.contains("…道"));
  }

  @Test
  void whatAgentsReportCannotControlTheTerminal() {
    AgentRecord evil =
        Samples.record(
            Samples.working().withIssueIds(List.of("\u001b[2J\u001b]0;x\u0007", "a\nb")), Cli.NOW);
    WatchScreen.Outage outage = new WatchScreen.Outage(Cli.NOW, "\u001b[31mred\r\n");

    assertThat(screen(160, 24).lines(picture(1, List.of(evil)), Optional.of(outage), Cli.NOW))
        .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
  }

  @Test
  void coloursAreForLinesThatFit() {
    AgentRecord agent = Samples.record(Samples.working(), Cli.NOW);
    Picture picture = picture(1, List.of(agent));

    assertThat(lines(coloured(100), picture).getFirst())
        .contains("\u001b[32m1234 online\u001b[0m, ");
    assertThat(lines(coloured(100), picture).getLast()).contains("\u001b[32monline  \u001b[0m");
    assertThat(lines(coloured(30), picture)).noneMatch(line -> line.contains("\u001b"));
    assertThat(lines(screen(100, 24), picture)).noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void whileTheRegistryIsAwayTheLastPictureStaysAndSaysSo() {
    Picture picture = picture(3, agents(3));
    WatchScreen.Outage outage = new WatchScreen.Outage(Cli.NOW.minusSeconds(90), "no answer");
    List<String> lines = screen(80, 24).lines(picture, Optional.of(outage), Cli.NOW);

    assertThat(lines)
        .hasSize(6)
        .contains("not heard from since 09:28:30: no answer", Index.atIndex(1));
  }

  @Test
  void nobodyIsToldInWords() {
    assertThat(lines(screen(80, 24), new Picture(List.of(), 0, COUNTS, false)))
        .hasSize(3)
        .endsWith("No agents yet.");
    assertThat(lines(screen(80, 24), new Picture(List.of(), 0, COUNTS, true)))
        .endsWith("No agents match.");
  }

  private static List<String> lines(WatchScreen screen, Picture picture) {
    return screen.lines(picture, Optional.empty(), Cli.NOW);
  }

  private static WatchScreen screen(int columns, int rows) {
    return new WatchScreen(new TerminalSize(columns, rows), false, ZoneOffset.UTC);
  }

  private static WatchScreen coloured(int columns) {
    return new WatchScreen(new TerminalSize(columns, 24), true, ZoneOffset.UTC);
  }

  private static Picture picture(long total, List<AgentRecord> agents) {
    return new Picture(agents, total, COUNTS, false);
  }

  private static List<AgentRecord> agents(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new AgentIdentity("host-" + i, "10.0.0.1", "/srv/repos/tracker"))
        .map(identity -> Samples.record(Heartbeat.from(identity), Cli.NOW))
        .toList();
  }
}
