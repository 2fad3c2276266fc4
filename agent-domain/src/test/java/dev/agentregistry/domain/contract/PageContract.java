package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.crowd;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.list;
import static dev.agentregistry.domain.contract.Samples.names;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.Sort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of a list, and its parts. */
interface PageContract extends StoreContract {

  private AgentPage<Agent> page(Sort sort, Place place, int limit) {
    return list(store(), AgentQuery.builder().sort(sort).place(place).limit(limit).build(), T0);
  }

  @Test
  default void theMostRecentlySeenComeFirst() {
    beat(store(), "middle", T0.plusMillis(1));
    beat(store(), "oldest", T0);
    beat(store(), "newest", T0.plusSeconds(1));

    assertThat(names(list(store(), AgentQuery.all(), T0)))
        .containsExactly("newest", "middle", "oldest");

    beat(store(), "oldest", T0.plusSeconds(2));

    assertThat(names(list(store(), AgentQuery.all(), T0)))
        .containsExactly("oldest", "newest", "middle");
  }

  @Test
  default void whoWasSeenAtTheSameMillisecondComesInTheOrderOfIds() {
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      agents.add(beat(store(), "agent-" + i, T0.plusNanos(i * 1_000)));
    }
    agents.sort(Comparator.comparing(agent -> agent.id().value()));

    assertThat(list(store(), AgentQuery.all(), T0).agents()).isEqualTo(agents);
  }

  @Test
  default void sortedByIdTheTimeDoesNotMatter() {
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      agents.add(beat(store(), "agent-" + i, T0.plusSeconds(i * 7 % 20)));
    }
    agents.sort(Comparator.comparing(agent -> agent.id().value()));

    assertThat(page(Sort.ID, Place.start(), 50).agents()).isEqualTo(agents);
  }

  @ParameterizedTest
  @EnumSource
  default void limitAndOffsetCutThePageOutOfTheWholeList(Sort sort) {
    tenAgents();
    List<Agent> all = page(sort, Place.start(), 50).agents();

    for (int offset = 0; offset <= 10; offset++) {
      for (int limit : List.of(1, 3, 10)) {
        int end = Math.min(10, offset + limit);
        assertThat(page(sort, new Place.Offset(offset), limit).agents())
            .as("offset %d, limit %d", offset, limit)
            .isEqualTo(all.subList(offset, end));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  default void thereIsANextPageExactlyIfThereAreMoreAgents(Sort sort) {
    tenAgents();
    List<Agent> all = page(sort, Place.start(), 50).agents();

    assertThat(page(sort, Place.start(), 9).next()).contains(Place.After.agent(all.get(8)));
    assertThat(page(sort, Place.start(), 10).next()).isEmpty();
    assertThat(page(sort, Place.start(), 11).next()).isEmpty();
    assertThat(page(sort, new Place.Offset(6), 3).next()).contains(Place.After.agent(all.get(8)));
    assertThat(page(sort, new Place.Offset(7), 3).next()).isEmpty();
    assertThat(page(sort, Place.After.agent(all.get(6)), 2).next())
        .contains(Place.After.agent(all.get(8)));
    assertThat(page(sort, Place.After.agent(all.get(6)), 3).next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 11, 1_000, Long.MAX_VALUE})
  default void anOffsetPastTheEndGivesAnEmptyPageWithTheTotal(long offset) {
    tenAgents();

    for (Sort sort : Sort.values()) {
      assertThat(page(sort, new Place.Offset(offset), 5).agents()).isEmpty();
      assertThat(page(sort, new Place.Offset(offset), 5).total()).isEqualTo(10);
      assertThat(page(sort, new Place.Offset(offset), 5).next()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  default void theTotalCountsAllThatMatchWhateverThePage(Sort sort) {
    List<Agent> agents = tenAgents();
    for (int i = 0; i < 4; i++) {
      beat(store(), heartbeat("idle-" + i).withStatus(status("idle")), T0);
    }
    AgentQuery idle =
        AgentQuery.builder().statuses(Set.of(status("idle"))).sort(sort).limit(3).build();

    assertThat(page(sort, Place.start(), 1).total()).isEqualTo(14);
    assertThat(page(sort, new Place.Offset(13), 5).total()).isEqualTo(14);
    assertThat(page(sort, Place.After.agent(agents.get(5)), 5).total()).isEqualTo(14);
    assertThat(list(store(), idle, T0).total()).isEqualTo(4);
    assertThat(list(store(), idle.from(new Place.Offset(3)), T0).total()).isEqualTo(4);
    assertThat(list(store(), idle.from(list(store(), idle, T0).next().orElseThrow()), T0).total())
        .isEqualTo(4);
  }

  @Test
  default void aPageHasUpToAThousandAgents() {
    crowd(store(), 1_001, T0);

    AgentPage<Agent> page = page(Sort.ID, Place.start(), AgentQuery.MAX_LIMIT);

    assertThat(page.agents()).hasSize(1_000);
    assertThat(page.total()).isEqualTo(1_001);
    assertThat(page(Sort.ID, page.next().orElseThrow(), AgentQuery.MAX_LIMIT).agents()).hasSize(1);
  }

  private List<Agent> tenAgents() {
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      // Some of them share a millisecond.
      agents.add(beat(store(), "agent-" + i, T0.plusMillis(i * 7 % 10 / 3)));
    }
    return agents;
  }
}
