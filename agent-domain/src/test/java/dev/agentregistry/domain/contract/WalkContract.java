package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.crowd;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.list;
import static dev.agentregistry.domain.contract.Samples.name;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.Sort;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Walking from page to page. */
interface WalkContract extends StoreContract {

  /** Follows the pages to the end; something may happen after each. */
  private List<Agent> walk(AgentQuery query, Consumer<AgentPage<Agent>> meanwhile) {
    List<Agent> met = new ArrayList<>();
    Optional<Place.After> next = Optional.empty();
    do {
      AgentPage<Agent> page = list(store(), next.map(query::from).orElse(query), T0);
      met.addAll(page.agents());
      meanwhile.accept(page);
      next = page.next();
    } while (next.isPresent());
    return met;
  }

  @ParameterizedTest
  @EnumSource
  default void walkingMeetsAllAgentsInOrder(Sort sort) {
    for (int i = 0; i < 30; i++) {
      beat(store(), "agent-" + i, T0.plusMillis(i % 4));
    }
    List<Agent> all = list(store(), AgentQuery.builder().sort(sort).build(), T0).agents();

    for (int limit : List.of(1, 4, 10, 29, 30, 31)) {
      assertThat(walk(AgentQuery.builder().sort(sort).limit(limit).build(), page -> {}))
          .as("pages of %d", limit)
          .isEqualTo(all);
    }
  }

  @ParameterizedTest
  @EnumSource
  default void walkingMeetsOnlyAgentsThatTheFiltersLetThrough(Sort sort) {
    for (int i = 0; i < 30; i++) {
      String word = i % 3 == 0 ? "idle" : "working";
      beat(store(), heartbeat("agent-" + i).withStatus(status(word)), T0.plusMillis(i % 4));
    }
    AgentQuery idle =
        AgentQuery.builder().statuses(Set.of(status("idle"))).sort(sort).limit(3).build();

    List<Agent> met = walk(idle, page -> assertThat(page.total()).isEqualTo(10));

    assertThat(met)
        .hasSize(10)
        .doesNotHaveDuplicates()
        .allMatch(agent -> agent.status().equals(status("idle")))
        .isSortedAccordingTo(sort.order());
  }

  @ParameterizedTest
  @EnumSource
  default void walkingGoesOnAfterAnAgentThatIsGone(Sort sort) {
    for (int i = 0; i < 20; i++) {
      beat(store(), "agent-" + i, T0.plusMillis(i % 3));
    }
    AgentQuery query = AgentQuery.builder().sort(sort).limit(3).build();
    List<Agent> all = list(store(), query, T0).agents();

    List<Agent> met =
        walk(
            query,
            page -> page.agents().forEach(agent -> store().delete(agent.id(), a -> true, T0)));

    assertThat(met).hasSize(20).doesNotHaveDuplicates().startsWith(all.toArray(Agent[]::new));
    assertThat(met).isSortedAccordingTo(sort.order());
  }

  @Test
  default void walkingByIdMeetsEachAgentOnceWhileHeartbeatsComeAndOthersComeAndGo() {
    List<String> stay = new ArrayList<>();
    Deque<String> go = new ArrayDeque<>();
    for (Agent agent : crowd(store(), 100, T0)) {
      (name(agent).endsWith("7") ? go : stay).add(name(agent));
    }
    AgentQuery byId = AgentQuery.builder().sort(Sort.ID).limit(7).build();
    AtomicInteger pages = new AtomicInteger();

    List<Agent> met =
        walk(
            byId,
            page -> {
              int second = pages.incrementAndGet();
              AtOnce.forEach(stay, name -> beat(store(), name, T0.plusSeconds(second)));
              beat(store(), "newcomer-" + second, T0.plusSeconds(second));
              if (!go.isEmpty()) {
                store().delete(id(go.remove()), agent -> true, T0);
              }
            });

    assertThat(met.stream().map(Samples::name).filter(stay::contains))
        .containsExactlyInAnyOrderElementsOf(stay);
    assertThat(met).extracting(Agent::id).doesNotHaveDuplicates().isSorted();
  }

  @Test
  default void walkingByTimeMeetsEachSilentAgentOnceWhileOthersBeat() {
    List<String> silent = List.of("agent-0", "agent-3", "agent-10", "agent-11", "agent-29");
    for (int i = 0; i < 30; i++) {
      beat(store(), "agent-" + i, T0.plusMillis(i));
    }
    AgentQuery byTime = AgentQuery.builder().sort(Sort.LAST_SEEN_AT).limit(4).build();

    List<Agent> met =
        walk(
            byTime,
            page -> {
              for (int i = 0; i < 30; i++) {
                if (!silent.contains("agent-" + i)) {
                  beat(store(), "agent-" + i, T0.plusSeconds(1));
                }
              }
            });

    assertThat(met.stream().map(Samples::name).filter(silent::contains))
        .containsExactlyInAnyOrderElementsOf(silent);
    assertThat(met).extracting(Agent::id).doesNotHaveDuplicates();
  }
}
