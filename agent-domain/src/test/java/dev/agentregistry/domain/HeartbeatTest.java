package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatTest {

  private static final Heartbeat PLAIN =
      Heartbeat.from(new AgentIdentity("build-01", "10.0.0.5", "/srv/repos/tracker"));

  private static List<Violation> violationsOf(Runnable heartbeat) {
    return catchThrowableOfType(InvalidHeartbeatException.class, heartbeat::run).violations();
  }

  private static List<String> items(int count) {
    return IntStream.range(0, count).mapToObj(i -> "A-" + i).toList();
  }

  @Test
  void aHeartbeatThatSaysNoMoreIsActiveWithoutIssuesCapabilitiesOrTtl() {
    assertThat(PLAIN.status()).isEqualTo(new AgentStatus("active"));
    assertThat(PLAIN.issueIds()).isEmpty();
    assertThat(PLAIN.capabilities()).isEmpty();
    assertThat(PLAIN.ttl()).isEmpty();
  }

  @Test
  void theOrderOfItemsIsKeptAndRepeatsAreDropped() {
    List<String> items = List.of("B", "A", "B", "a", "A", "C");

    Heartbeat heartbeat = PLAIN.withIssueIds(items).withCapabilities(items);

    assertThat(heartbeat.issueIds()).containsExactly("B", "A", "a", "C");
    assertThat(heartbeat.capabilities()).containsExactly("B", "A", "a", "C");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 10, 500})
  void repeatsAreDroppedFromListsOfAnyLength(int count) {
    List<String> once = items(count);
    List<String> twice = new ArrayList<>(once);
    twice.addAll(once);

    assertThat(PLAIN.withIssueIds(once).issueIds()).isEqualTo(once);
    assertThat(PLAIN.withIssueIds(twice).issueIds()).isEqualTo(once);
  }

  @Test
  void aChangeOfTheListAfterwardsChangesNothing() {
    List<String> issues = new ArrayList<>(List.of("A-1"));
    Heartbeat heartbeat = PLAIN.withIssueIds(issues);

    issues.add("A-2");

    assertThat(heartbeat.issueIds()).containsExactly("A-1");
  }

  @Test
  void aThousandItemsAreWelcomeAndOneMoreIsTooMany() {
    assertThat(PLAIN.withIssueIds(items(1000)).issueIds()).hasSize(1000);
    assertThat(PLAIN.withCapabilities(items(1000)).capabilities()).hasSize(1000);

    assertThat(violationsOf(() -> PLAIN.withIssueIds(items(1001))))
        .containsExactly(
            new Violation(HeartbeatField.ISSUE_IDS, "must have at most 1000 items, but has 1001"));
    assertThat(violationsOf(() -> PLAIN.withCapabilities(items(1001))))
        .containsExactly(
            new Violation(
                HeartbeatField.CAPABILITIES, "must have at most 1000 items, but has 1001"));
  }

  @Test
  void anItemHasOneTo128CharactersHoweverManyUnits() {
    String longest = "\ud83d\ude00".repeat(128);
    assertThat(PLAIN.withIssueIds(List.of("x", longest)).issueIds()).containsExactly("x", longest);

    assertThat(violationsOf(() -> PLAIN.withIssueIds(List.of("x", "", "y", longest + "z"))))
        .containsExactly(
            new Violation(HeartbeatField.ISSUE_IDS, "item 2 must not be empty"),
            new Violation(
                HeartbeatField.ISSUE_IDS, "item 4 must have at most 128 characters, but has 129"));
  }

  @Test
  void anItemMayHaveSpacesAndControlCharacters() {
    List<String> items = List.of(" ", "\n", "a\tb", "\u0000");

    assertThat(PLAIN.withIssueIds(items).issueIds()).isEqualTo(items);
  }

  @Test
  void anItemWithHalfASurrogatePairIsRefused() {
    assertThat(violationsOf(() -> PLAIN.withCapabilities(List.of("a\ud83db"))))
        .containsExactly(
            new Violation(
                HeartbeatField.CAPABILITIES,
                "item 1 must be valid Unicode (U+D83D at character 2)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1S", "PT2S", "PT5M", "P1D", "P7D"})
  void aTtlIsOfWholeSecondsFromOneSecondToSevenDays(Duration ttl) {
    assertThat(PLAIN.withTtl(ttl).ttl()).contains(ttl);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PT0S",
        "PT0.999S",
        "PT1.5S",
        "PT604800.000000001S",
        "PT604801S",
        "PT-1S",
        "P365000000D"
      })
  void anyOtherTtlIsRefused(Duration ttl) {
    assertThat(violationsOf(() -> PLAIN.withTtl(ttl)))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo(HeartbeatField.TTL);
              assertThat(violation.message())
                  .startsWith("must be a whole number of seconds from 1 to 604800, but is ");
            });
  }

  @Test
  void aRefusedTtlIsTold() {
    assertThatThrownBy(() -> PLAIN.withTtl(Duration.ofSeconds(604_801)))
        .hasMessageEndingWith("but is 604801");
    assertThatThrownBy(() -> PLAIN.withTtl(Duration.ofMillis(1500)))
        .hasMessageEndingWith("but is PT1.5S");
  }

  @Test
  void withChangesOneFieldAndKeepsTheOthers() {
    Heartbeat full =
        PLAIN
            .withStatus(new AgentStatus("idle"))
            .withIssueIds(List.of("A-1"))
            .withCapabilities(List.of("sql"))
            .withTtl(Duration.ofSeconds(30));

    assertThat(full)
        .isEqualTo(
            Heartbeat.builder()
                .hostname("build-01")
                .machineAddress("10.0.0.5")
                .repoPath("/srv/repos/tracker")
                .status("idle")
                .issueIds(List.of("A-1"))
                .capabilities(List.of("sql"))
                .ttl(Duration.ofSeconds(30))
                .build());
  }
}
