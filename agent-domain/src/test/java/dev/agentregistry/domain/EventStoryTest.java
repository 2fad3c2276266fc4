package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What those who follow events are told, as time goes by. */
class EventStoryTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AgentRepository store = new InMemoryAgentRepository();
  private Instant now = Instant.parse("2026-01-31T09:30:00.123Z");
  private final AgentRegistry registry = AgentRegistry.over(store, () -> now);
  private EventWatch watch = new EventWatch(store, () -> now);
  private EventReader reader = EventReader.fromNow(store, () -> now);

  private void beat(String host, String... issues) {
    registry.heartbeat(World.heartbeat(host).withTtl(MINUTE).withIssueIds(List.of(issues)));
  }

  private void say(String host, String status) {
    registry.heartbeat(World.heartbeat(host).withStatus(new AgentStatus(status)));
  }

  private void pass(Duration time) {
    now = now.plus(time);
    watch.look();
  }

  /** What was read, in words. */
  private List<String> told() {
    List<String> words = new ArrayList<>();
    for (List<RegistryEvent> part = reader.read(2); !part.isEmpty(); part = reader.read(2)) {
      part.forEach(event -> words.add(inWords(event)));
    }
    return words;
  }

  private static String inWords(RegistryEvent event) {
    if (event instanceof RegistryEvent.OfAgent ofAgent) {
      return word(ofAgent.kind()) + " " + ofAgent.agent().agent().identity().hostname();
    }
    return event instanceof RegistryEvent.OfIssue ofIssue
        ? word(ofIssue.issue().state()) + " " + ofIssue.issue().issueId()
        : "missed";
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void twoWorkOnOneIssueThenOneDiesThenBoth() {
    beat("a", "T-1");
    pass(Duration.ZERO);
    beat("b", "T-1");
    pass(Duration.ofSeconds(30));
    assertThat(told()).containsExactly("registered a", "registered b", "contested T-1");

    beat("b", "T-1");
    pass(Duration.ofSeconds(31));
    assertThat(told()).containsExactly("stale a", "held T-1");

    pass(MINUTE);
    assertThat(told()).containsExactly("stale b", "orphaned T-1");

    beat("a", "T-1");
    pass(Duration.ZERO);
    assertThat(told()).containsExactly("back a", "held T-1");
  }

  @Test
  void anIssueThatItsLastHolderDropsIsOrphanedIfADeadOneNamesIt() {
    beat("dead", "T-1");
    pass(MINUTE.plusMillis(1));
    beat("alive", "T-1");
    pass(Duration.ZERO);
    told();

    beat("alive");
    pass(Duration.ZERO);

    assertThat(told()).containsExactly("changed alive", "orphaned T-1");
  }

  @Test
  void aGoodbyeLeavesTheIssueBehind() {
    beat("a", "T-1");
    registry.heartbeat(
        World.heartbeat("a").withStatus(new AgentStatus("stopped")).withIssueIds(List.of("T-1")));
    pass(Duration.ZERO);

    assertThat(told()).containsExactly("registered a", "offline a", "orphaned T-1");
  }

  @Test
  void whoFallsSilentWhileTheWatchLooksIsStaleBeforeItsIssueIsOrphaned() {
    beat("a", "T-1");
    now = now.plus(MINUTE).minusMillis(1);
    InstantSource ticking =
        () -> {
          now = now.plusMillis(1);
          return now;
        };

    new EventWatch(store, ticking).look();

    assertThat(told()).containsSubsequence("stale a", "orphaned T-1");
  }

  @Test
  void anEventShowsTheAgentAndTheIssueAsTheyWere() {
    beat("a", "T-1");
    pass(MINUTE.plusMillis(1));
    Instant stale = now;
    beat("a", "T-1");
    now = now.plusSeconds(1);

    List<RegistryEvent> events = reader.read(10);
    assertThat(events).hasSize(4);
    RegistryEvent.OfAgent becameStale = (RegistryEvent.OfAgent) events.get(1);
    assertThat(becameStale.at()).isEqualTo(stale);
    assertThat(becameStale.agent().liveness()).isEqualTo(Liveness.STALE);
    assertThat(becameStale.agent().agent().version()).isEqualTo(1);
    RegistryEvent.OfIssue orphaned = (RegistryEvent.OfIssue) events.get(2);
    assertThat(orphaned.issue().state()).isEqualTo(IssueState.ORPHANED);
    assertThat(orphaned.issue().agents()).hasSize(1);
    assertThat(((RegistryEvent.OfAgent) events.get(3)).kind()).isEqualTo(EventKind.BACK);
  }

  @Test
  void whatWasSoBeforeTheLogBeganIsNoNews() {
    InMemoryAgentRepository old = new InMemoryAgentRepository();
    EventWatch first = new EventWatch(old, () -> now);
    first.look();

    assertThat(old.eventLog().newest()).isZero();
  }

  @Test
  void aWatchThatBeginsLaterTellsWhatNobodyToldAndNothingTwice() {
    beat("a", "T-1");
    pass(MINUTE.plusMillis(1));
    beat("b", "T-2");
    beat("c", "T-2");
    told();

    watch = new EventWatch(store, () -> now);
    watch.look();
    assertThat(told()).containsExactly("contested T-2");

    watch = new EventWatch(store, () -> now);
    watch.look();
    assertThat(told()).isEmpty();
  }

  @Test
  void whoFallsBehindIsToldSoAndGoesOnWithWhatIsKept() {
    beat("a", "T-1");
    beat("b", "T-1");
    watch.look();
    told();
    for (int i = 0; i <= EventLog.KEPT_EVENTS; i++) {
      say("busy", i % 2 == 0 ? "working" : "idle");
    }

    assertThat(told()).startsWith("missed", "changed busy").hasSize(EventLog.KEPT_EVENTS + 1);
    assertThat(told()).isEmpty();
  }

  @Test
  void aWatchThatFallsBehindLooksAtAllIssuesAgain() {
    beat("a", "T-1");
    watch.look();
    beat("b", "T-1");
    for (int i = 0; i <= EventLog.KEPT_EVENTS; i++) {
      say("busy", i % 2 == 0 ? "working" : "idle");
    }
    watch.look();

    assertThat(told()).endsWith("contested T-1");
  }

  @Test
  void aNumberThatTheStoreNeverGaveMeansStartingAnew() {
    beat("a");
    reader = EventReader.after(store, () -> now, 4_711);

    assertThat(told()).containsExactly("missed");
    beat("b");
    assertThat(told()).containsExactly("registered b");
  }

  @Test
  void whoAsksForSomeEventsGetsThoseAlone() {
    beat("a", "T-1");
    beat("b", "T-1");
    pass(MINUTE.plusMillis(1));
    List<RegistryEvent> all = reader.read(100);

    assertThat(matching(all, Set.of(EventKind.STALE), AgentQuery.all()))
        .containsExactlyInAnyOrder("stale a", "stale b");
    AgentQuery onA = AgentQuery.builder().hostnames(Set.of("A")).build();
    assertThat(matching(all, Set.of(), onA))
        .containsExactly("registered a", "stale a", "orphaned T-1");
    AgentQuery other = AgentQuery.builder().issueIds(Set.of("T-2")).build();
    assertThat(matching(all, Set.of(), other)).isEmpty();
    assertThat(EventQuery.all().matches(new RegistryEvent.Missed(1, now))).isTrue();
  }

  private static List<String> matching(
      List<RegistryEvent> events, Set<EventKind> kinds, AgentQuery agents) {
    EventQuery query = new EventQuery(kinds, agents);
    return events.stream().filter(query::matches).map(EventStoryTest::inWords).toList();
  }
}
