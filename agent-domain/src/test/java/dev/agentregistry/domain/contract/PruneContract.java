package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.crowd;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.heartbeatOn;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.list;
import static dev.agentregistry.domain.contract.Samples.names;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.PruneScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Removing many agents for their silence. */
interface PruneContract extends StoreContract {

  private List<Agent> prune(PruneScope scope) {
    List<Agent> gone = new ArrayList<>();
    long count = store().prune(scope, T0, gone::addAll);
    assertThat(count).isEqualTo(gone.size());
    return gone;
  }

  private List<Agent> prune(Instant cutoff) {
    return prune(new PruneScope(cutoff, Set.of(), Set.of()));
  }

  private List<String> left() {
    return names(list(store(), AgentQuery.builder().limit(1000).build(), T0));
  }

  @Test
  default void aPruneOfAnEmptyStoreRemovesNobody() {
    assertThat(prune(T0)).isEmpty();
  }

  @Test
  default void aPruneRemovesWhoWasLastSeenStrictlyBeforeTheCutoff() {
    Agent before = beat(store(), "before", T0.minusMillis(1));
    beat(store(), "exactly", T0);
    beat(store(), "after", T0.plusMillis(1));

    assertThat(prune(T0)).containsExactly(before);

    assertThat(left()).containsExactly("after", "exactly");
    assertThat(store().find(id("before"))).isEmpty();
  }

  @Test
  default void aCutoffBetweenTwoMillisecondsPartsThem() {
    beat(store(), "before", T0);
    beat(store(), "after", T0.plusMillis(1));

    assertThat(names(prune(T0.plusNanos(500_000)))).containsExactly("before");
    assertThat(left()).containsExactly("after");
  }

  @Test
  default void aPruneThatMeetsNobodyRemovesNobody() {
    beat(store(), "one", T0);

    assertThat(prune(T0)).isEmpty();
    assertThat(left()).containsExactly("one");
  }

  @Test
  default void theLastHeartbeatCountsAndNotTheFirst() {
    beat(store(), "one", T0.minusSeconds(60));
    beat(store(), "one", T0);

    assertThat(prune(T0)).isEmpty();
  }

  @Test
  default void aPruneRemovesOnlyAgentsWithOneOfTheStatuses() {
    beat(store(), heartbeat("idle").withStatus(status("idle")), T0);
    beat(store(), heartbeat("stopped").withStatus(status("stopped")), T0);
    beat(store(), heartbeat("working").withStatus(status("working")), T0);
    Set<AgentStatus> statuses = Set.of(status("idle"), status("stopped"));

    List<Agent> gone = prune(new PruneScope(T0.plusMillis(1), statuses, Set.of()));

    assertThat(names(gone)).containsExactlyInAnyOrder("idle", "stopped");
    assertThat(left()).containsExactly("working");
  }

  @Test
  default void aPruneRemovesOnlyAgentsOnOneOfTheHostsInAnyCase() {
    beat(store(), heartbeatOn("HÖST", "umlaut"), T0);
    beat(store(), heartbeatOn("win_7", "underscore"), T0);
    beat(store(), heartbeatOn("win-7", "hyphen"), T0);
    Set<String> hostnames = Set.of("höst", "WIN_7", "%");

    List<Agent> gone = prune(new PruneScope(T0.plusMillis(1), Set.of(), hostnames));

    assertThat(names(gone)).containsExactlyInAnyOrder("umlaut", "underscore");
    assertThat(left()).containsExactly("hyphen");
  }

  @Test
  default void allPartsOfTheScopeCountTogether() {
    beat(store(), heartbeatOn("a", "all").withStatus(status("idle")), T0);
    beat(store(), heartbeatOn("a", "status").withStatus(status("working")), T0);
    beat(store(), heartbeatOn("b", "host").withStatus(status("idle")), T0);
    beat(store(), heartbeatOn("a", "time").withStatus(status("idle")), T0.plusMillis(1));

    List<Agent> gone = prune(new PruneScope(T0.plusMillis(1), Set.of(status("idle")), Set.of("A")));

    assertThat(names(gone)).containsExactly("all");
    assertThat(left()).hasSize(3);
  }

  @Test
  default void thePrunerIsToldOfEachAgentAsItWasOnceItIsGone() {
    List<Agent> stored =
        List.of(
            beat(store(), heartbeat("one").withIssueIds(List.of("A-1")), T0),
            beat(store(), heartbeat("two").withStatus(status("stopped")), T0));
    Thread caller = Thread.currentThread();
    List<Agent> told = new ArrayList<>();

    store()
        .prune(
            new PruneScope(T0.plusMillis(1), Set.of(), Set.of()),
            T0,
            gone -> {
              assertThat(Thread.currentThread()).isSameAs(caller);
              assertThat(gone).allMatch(agent -> store().find(agent.id()).isEmpty());
              told.addAll(gone);
            });

    assertThat(told).containsExactlyInAnyOrderElementsOf(stored);
  }

  @Test
  default void aPruneRemovesMoreThanAThousandAgents() {
    crowd(store(), 1_100, T0);
    beat(store(), "late", T0.plusSeconds(1));

    List<Agent> gone = prune(T0.plusSeconds(1));

    assertThat(gone).hasSize(1_100).doesNotHaveDuplicates();
    assertThat(left()).containsExactly("late");
  }
}
