package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.heartbeatOn;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.PruneScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who works on what. */
interface IssueContract extends StoreContract {

  private static Heartbeat working(String name, String... issues) {
    return heartbeat(name).withTtl(Duration.ofMinutes(1)).withIssueIds(List.of(issues));
  }

  private IssuePage list(IssueQuery query, Instant now) {
    return store().issues(query, Listening.always(), now);
  }

  private List<String> ids(IssueQuery query, Instant now) {
    return list(query, now).issues().stream().map(Issue::issueId).toList();
  }

  private Issue issue(String issueId, Instant now) {
    return list(IssueQuery.ofThese(Set.of(issueId)), now).issues().get(0);
  }

  private static List<String> names(Issue issue) {
    return issue.agents().stream().map(agent -> Samples.name(agent.repoPath())).toList();
  }

  @Test
  default void whereNobodyNamesAnIssueThereIsNone() {
    beat(store(), "idle", T0);

    assertThat(list(IssueQuery.all(), T0)).isEqualTo(new IssuePage(List.of(), 0, Optional.empty()));
  }

  @Test
  default void anIssueIsHeldByOneAndContestedByTwoAndOrphanedOnceNobodyIsOnline() {
    beat(store(), working("one", "T-1"), T0);
    assertThat(issue("T-1", T0).state()).isEqualTo(IssueState.HELD);

    beat(store(), working("two", "T-1"), T0.plusSeconds(30));
    assertThat(issue("T-1", T0.plusSeconds(60)).state()).isEqualTo(IssueState.CONTESTED);

    Instant oneIsStale = T0.plusSeconds(60).plusMillis(1);
    assertThat(issue("T-1", oneIsStale).state()).isEqualTo(IssueState.HELD);
    assertThat(issue("T-1", oneIsStale).agentCount()).isEqualTo(2);
    assertThat(names(issue("T-1", oneIsStale))).containsExactly("two", "one");

    Instant bothAre = T0.plusSeconds(90).plusMillis(1);
    assertThat(issue("T-1", bothAre).state()).isEqualTo(IssueState.ORPHANED);
  }

  @Test
  default void whoSaidGoodbyeOrHasAClockFaultHoldsNothing() {
    beat(store(), working("gone", "T-1").withStatus(status("stopped")), T0);
    beat(store(), working("future", "T-2"), T0.plusSeconds(3_600));

    assertThat(list(IssueQuery.all().in(Set.of(IssueState.ORPHANED)), T0).issues())
        .extracting(Issue::issueId)
        .containsExactly("T-1", "T-2");
  }

  @Test
  default void silenceCountsOnlyWhileSomeoneListenedForIssuesToo() {
    beat(store(), working("one", "T-1"), T0);
    PausedListening paused = new PausedListening(T0.plusSeconds(10), T0.plusSeconds(3_610));
    IssueQuery all = IssueQuery.all();

    assertThat(store().issues(all, paused, T0.plusSeconds(3_660)).issues().get(0).state())
        .isEqualTo(IssueState.HELD);
    assertThat(store().issues(all, paused, T0.plusSeconds(3_661)).issues().get(0).state())
        .isEqualTo(IssueState.ORPHANED);
  }

  @Test
  default void whatAnAgentDropsItDoesNotHold() {
    beat(store(), working("one", "T-1", "T-2"), T0);
    beat(store(), working("one", "T-2", "T-3"), T0);
    assertThat(ids(IssueQuery.all(), T0)).containsExactly("T-2", "T-3");

    store().delete(id("one"), agent -> true, T0);
    assertThat(ids(IssueQuery.all(), T0)).isEmpty();

    beat(store(), working("two", "T-2"), T0);
    store().prune(new PruneScope(T0.plusSeconds(1), Set.of(), Set.of()), T0, gone -> {});
    assertThat(ids(IssueQuery.all(), T0)).isEmpty();
  }

  @Test
  default void statesFilterWhichIssuesAreListedAndCounted() {
    beat(store(), working("one", "held", "contested"), T0);
    beat(store(), working("two", "contested"), T0);
    beat(store(), working("gone", "orphaned", "held").withStatus(status("offline")), T0);

    assertStates(Set.of(), "contested", "held", "orphaned");
    assertStates(Set.of(IssueState.HELD), "held");
    assertStates(Set.of(IssueState.CONTESTED), "contested");
    assertStates(Set.of(IssueState.ORPHANED), "orphaned");
    assertStates(Set.of(IssueState.ORPHANED, IssueState.CONTESTED), "contested", "orphaned");
    assertStates(Set.of(IssueState.HELD, IssueState.CONTESTED), "contested", "held");
    assertStates(Set.of(IssueState.values()), "contested", "held", "orphaned");
  }

  private void assertStates(Set<IssueState> states, String... issueIds) {
    IssueQuery query = IssueQuery.all().in(states);
    assertThat(ids(query, T0)).containsExactly(issueIds);
    assertThat(list(query.withLimit(1), T0).total()).isEqualTo(issueIds.length);
  }

  @Test
  default void anIssueIsOnAHostIfAnyOfItsAgentsIsWhateverTheCase() {
    beat(store(), heartbeatOn("Build-01", "a").withIssueIds(List.of("T-1", "T-2")), T0);
    beat(store(), heartbeatOn("build-02", "b").withIssueIds(List.of("T-2", "T-3")), T0);
    IssueQuery onFirst = IssueQuery.all().on(Set.of("BUILD-01"));

    assertThat(ids(onFirst, T0)).containsExactly("T-1", "T-2");
    assertThat(list(onFirst, T0).total()).isEqualTo(2);
    assertThat(list(onFirst, T0).issues().get(1).agentCount()).isEqualTo(2);
    assertThat(ids(onFirst.in(Set.of(IssueState.CONTESTED)), T0)).containsExactly("T-2");
    assertThat(ids(IssueQuery.all().on(Set.of("build-01", "build-02")), T0)).hasSize(3);
    assertThat(ids(IssueQuery.all().on(Set.of("build-03")), T0)).isEmpty();
  }

  @Test
  default void pagesFollowEachOtherInTheOrderOfCodePoints() {
    List<String> inOrder = List.of("#1", "T-1", "T-10", "T-2", "t-1", "é", "\uffee", "😀");
    List<String> backwards = new ArrayList<>(inOrder);
    Collections.reverse(backwards);
    beat(store(), working("all", backwards.toArray(String[]::new)), T0);

    List<String> met = new ArrayList<>();
    Optional<IssueQuery> next = Optional.of(IssueQuery.all().withLimit(3));
    while (next.isPresent()) {
      IssuePage page = list(next.get(), T0);
      assertThat(page.total()).isEqualTo(inOrder.size());
      page.issues().forEach(issue -> met.add(issue.issueId()));
      next = page.next().map(IssueQuery.all().withLimit(3)::after);
    }
    assertThat(met).isEqualTo(inOrder);
    assertThat(ids(IssueQuery.all().withLimit(3).withOffset(6), T0))
        .containsExactly("\uffee", "😀");
    assertThat(ids(IssueQuery.all().withOffset(100), T0)).isEmpty();
  }

  @Test
  default void hardIssueIdsAreThemselves() {
    List<String> hard =
        List.of(
            " ", "%", "'; DROP TABLE agents; --", "\"", "\\", "\u0000", "a\u0000b", "null", "1");
    beat(store(), working("one", hard.toArray(String[]::new)), T0);

    assertThat(ids(IssueQuery.all(), T0)).containsExactlyInAnyOrderElementsOf(hard);
    hard.forEach(issueId -> assertThat(names(issue(issueId, T0))).containsExactly("one"));
  }

  @Test
  default void ofACrowdOnOneIssueTheMostRecentAreNamedAndAllAreCounted() {
    int more = 3;
    AtOnce.forEach(
        IntStream.range(0, Issue.MAX_AGENTS + more).boxed().toList(),
        i -> beat(store(), working("crowd-" + i, "T-1"), T0.plusMillis(i)));

    Issue issue = issue("T-1", T0.plusSeconds(1));
    assertThat(issue.agentCount()).isEqualTo(Issue.MAX_AGENTS + more);
    assertThat(issue.agents()).hasSize(Issue.MAX_AGENTS);
    assertThat(names(issue)).startsWith("crowd-" + (Issue.MAX_AGENTS + more - 1));
    assertThat(names(issue)).endsWith("crowd-" + more);
  }

  @Test
  default void whatIsToldOfItsAgentsIsTrueAtThatMoment() {
    Agent agent = beat(store(), working("one", "T-1"), T0);

    assertThat(issue("T-1", T0.plusSeconds(61)).agents())
        .singleElement()
        .satisfies(
            named -> {
              assertThat(named.id()).isEqualTo(agent.id());
              assertThat(named.hostname()).isEqualTo(agent.identity().hostname());
              assertThat(named.repoPath()).isEqualTo(agent.identity().repoPath());
              assertThat(named.status()).isEqualTo(agent.status());
              assertThat(named.lastSeenAt()).isEqualTo(agent.lastSeenAt());
              assertThat(named.liveness()).isEqualTo(Liveness.STALE);
            });
  }
}
