package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.heartbeatOn;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentCounts.HostCount;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.Sort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists, their pages, and counts. */
interface RegistryListContract extends RegistryContract {

  @Test
  default void anEmptyRegistryHasNobodyToListOrCount() {
    assertThat(registry().list(AgentQuery.all()))
        .isEqualTo(new AgentPage<AgentRecord>(List.of(), 0, Optional.empty()));
    assertThat(registry().count()).isEqualTo(counts(0, Map.of(), Map.of(), 0, List.of()));
  }

  @Test
  default void theMostRecentlySeenComesFirst() {
    AgentRecord first = beat("first");
    clock().turn(Duration.ofMillis(1));
    AgentRecord second = beat("second");

    AgentPage<AgentRecord> page = registry().list(AgentQuery.all());

    assertThat(RegistryContract.listed(page.agents()))
        .isEqualTo(RegistryContract.listed(List.of(second, first)));
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.next()).isEmpty();
  }

  @Test
  default void aPageHasItsLimitAndTellsWhereTheNextOneStarts() {
    beatAll("agent-", 5);
    AgentQuery firstTwo = AgentQuery.builder().sort(Sort.ID).limit(2).build();

    AgentPage<AgentRecord> page = registry().list(firstTwo);

    assertThat(page.agents()).hasSize(2);
    assertThat(page.total()).isEqualTo(5);
    assertThat(page.next()).contains(Place.After.agent(page.agents().get(1).agent()));
  }

  @ParameterizedTest
  @EnumSource
  default void walkingMeetsAllAgentsOnceInOrder(Sort sort) {
    for (int i = 0; i < 11; i++) {
      beat("agent-" + i);
      clock().turn(Duration.ofMillis(i % 2));
    }
    AgentQuery inOrder = AgentQuery.builder().sort(sort).limit(3).build();

    List<AgentPage<AgentRecord>> pages = walk(inOrder);

    List<AgentRecord> met = new ArrayList<>();
    pages.forEach(page -> met.addAll(page.agents()));
    assertThat(pages).hasSize(4).allMatch(page -> page.total() == 11);
    assertThat(met)
        .extracting(AgentRecord::agent)
        .hasSize(11)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(sort.order());
  }

  @ParameterizedTest
  @EnumSource
  default void anOffsetPassesOverSoManyAgents(Sort sort) {
    beatAll("agent-", 5);
    List<String> all = found(AgentQuery.builder().sort(sort));

    assertThat(found(AgentQuery.builder().sort(sort).place(new Place.Offset(2)).limit(2)))
        .isEqualTo(all.subList(2, 4));
    assertThat(found(AgentQuery.builder().sort(sort).place(new Place.Offset(5)))).isEmpty();
    assertThat(
            registry()
                .list(AgentQuery.builder().place(new Place.Offset(1_000_000_000_000L)).build())
                .total())
        .isEqualTo(5);
  }

  @Test
  default void aLargePageIsWhole() {
    AtOnce.forEach(
        IntStream.range(0, AgentQuery.MAX_LIMIT).mapToObj(i -> "crowd-" + i).toList(), this::beat);

    AgentPage<AgentRecord> page =
        registry().list(AgentQuery.builder().limit(AgentQuery.MAX_LIMIT).build());

    assertThat(page.agents()).hasSize(AgentQuery.MAX_LIMIT);
    assertThat(page.next()).isEmpty();
  }

  @Test
  default void agentsAreCountedByLivenessStatusAndHost() {
    registry().heartbeat(heartbeatOn("höst", "stale").withTtl(Duration.ofSeconds(1)));
    registry().heartbeat(heartbeatOn("HÖST", "gone").withStatus(status("stopped")));
    registry().heartbeat(heartbeat("working").withStatus(status("working")));
    beat("active");
    clock().turn(Duration.ofSeconds(2));

    assertThat(registry().count())
        .isEqualTo(
            counts(
                4,
                Map.of(Liveness.ONLINE, 2L, Liveness.STALE, 1L, Liveness.OFFLINE, 1L),
                Map.of("active", 2L, "stopped", 1L, "working", 1L),
                2,
                List.of(new HostCount("build-01", 2), new HostCount("höst", 2))));
  }

  private static AgentCounts counts(
      long total,
      Map<Liveness, Long> livenesses,
      Map<String, Long> statuses,
      long hosts,
      List<HostCount> largest) {
    Map<Liveness, Long> all = new EnumMap<>(Liveness.class);
    for (Liveness liveness : Liveness.values()) {
      all.put(liveness, livenesses.getOrDefault(liveness, 0L));
    }
    Map<AgentStatus, Long> byStatus = new HashMap<>();
    statuses.forEach((word, count) -> byStatus.put(status(word), count));
    return new AgentCounts(total, all, byStatus, hosts, largest);
  }
}
