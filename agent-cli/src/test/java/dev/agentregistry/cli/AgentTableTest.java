package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Heartbeat;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AgentTableTest {

  private static final AgentRecord SHORT =
      Samples.record(Samples.working(), Cli.NOW.minus(Duration.ofSeconds(12)));

  private static final AgentRecord LONG =
      Samples.record(
          Heartbeat.from(
              new AgentIdentity(
                  "build-02.some.very.long.domain.example.com",
                  "10.0.0.6",
                  "/srv/repos/organisation/department/project/checkout")),
          Cli.NOW);

  @Test
  void whatFitsIsShownWhole() {
    assertThat(table(OptionalInt.of(100), false).lines(List.of(SHORT)))
        .isEqualTo(
            """
            ID            HOSTNAME  STATUS   LIVENESS  ISSUES               REPO                SEEN
            agt_d21ea4ea  build-01  working  online    TRCKR-280 TRCKR-281  /srv/repos/tracker  12s ago
            """);
  }

  @Test
  void whatDoesNotFitIsShortenedUntilItDoes() {
    String lines = table(OptionalInt.of(80), false).lines(List.of(SHORT, LONG));

    assertThat(lines.lines()).allMatch(line -> DisplayText.width(line) <= 80);
    assertThat(lines)
        .contains(
            "agt_d21ea4ea  build-01 ", "/srv/repos/tracker", "…/project/checkout", "build-0…");
  }

  @Test
  void aTerminalThatIsTooNarrowGetsLongLinesRatherThanNothing() {
    assertThat(table(OptionalInt.of(20), false).lines(List.of(LONG)))
        .contains("agt_", "…roject/checkout");
  }

  @Test
  void withoutATerminalNothingIsShortened() {
    assertThat(table(OptionalInt.empty(), false).lines(List.of(SHORT, LONG)))
        .contains("build-02.some.very.long.domain.example.com")
        .contains("/srv/repos/organisation/department/project/checkout");
  }

  @Test
  void coloursTakeNoRoom() {
    assertThat(table(OptionalInt.of(100), true).lines(List.of(SHORT)))
        .contains("working  \u001b[32monline  \u001b[0m  TRCKR-280");
  }

  @Test
  void escapeSequencesInReportedTextDoNotReachTheTerminal() {
    AgentRecord evil =
        Samples.record(
            Samples.working().withIssueIds(List.of("\u001b]0;title\u0007", "a\nb")), Cli.NOW);

    assertThat(table(OptionalInt.of(200), false).lines(List.of(evil)))
        .contains("�]0;title� a\\nb")
        .doesNotContain("\u001b", "\u0007");
    assertThat(AgentCard.lines(evil, Cli.NOW, false)).doesNotContain("\u001b", "\u0007");
  }

  @Test
  void theTitlesComeOnceHoweverManyPagesThereAre() {
    Table<AgentRecord> table = table(OptionalInt.of(80), false);

    assertThat(table.lines(List.of(SHORT)) + table.lines(List.of(LONG)))
        .containsOnlyOnce("HOSTNAME")
        .hasLineCount(3);
  }

  @Test
  void noAgentsMakeNoLines() {
    assertThat(table(OptionalInt.of(80), false).lines(List.of())).isEmpty();
  }

  private static Table<AgentRecord> table(OptionalInt limit, boolean colour) {
    return AgentTable.of(Columns.narrow(Cli.NOW), limit, colour);
  }
}
