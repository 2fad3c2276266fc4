package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.crowd;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.list;
import static dev.agentregistry.domain.contract.Samples.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.PruneScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Who sends a heartbeat while a prune is planned or runs, stays. */
interface PruneRaceContract extends StoreContract {

  private List<Agent> prune(PruneScope scope) {
    List<Agent> gone = new ArrayList<>();
    long count = store().prune(scope, T0, gone::addAll);
    assertThat(count).isEqualTo(gone.size());
    return gone;
  }

  private List<Agent> prune(Instant cutoff) {
    return prune(new PruneScope(cutoff, Set.of(), Set.of()));
  }

  @Test
  default void whoBeatsAfterThePruneWasPlannedStays() {
    beat(store(), "silent", T0);
    beat(store(), "back", T0);
    PruneScope scope = new PruneScope(T0.plusSeconds(1), Set.of(), Set.of());
    AgentQuery all = AgentQuery.all();
    assertThat(list(store(), all, T0).agents()).hasSize(2).allMatch(scope::contains);

    beat(store(), "back", T0.plusSeconds(1));

    assertThat(names(prune(scope))).containsExactly("silent");
    assertThat(store().find(id("back")).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  default void whoBeatsBetweenTwoStepsOfAPruneStays() {
    List<String> everybody = crowd(store(), 1_100, T0).stream().map(Samples::name).toList();
    PruneScope scope = new PruneScope(T0.plusSeconds(1), Set.of(), Set.of());
    List<Agent> gone = new ArrayList<>();

    long count =
        store()
            .prune(
                scope,
                T0,
                agents -> {
                  if (gone.isEmpty()) {
                    AtOnce.forEach(everybody, name -> beat(store(), name, T0.plusSeconds(1)));
                  }
                  gone.addAll(agents);
                });

    // The first step's agents registered anew; all others were still there, and were spared.
    List<Agent> registeredAnew =
        everybody.stream()
            .map(name -> store().find(id(name)).orElseThrow())
            .filter(agent -> agent.version() == 1)
            .toList();
    assertThat(count).isEqualTo(gone.size());
    assertThat(names(gone)).containsExactlyInAnyOrderElementsOf(names(registeredAnew));
  }

  @Test
  default void whoBeatsWhileAPruneRunsIsThereAfterIt() {
    List<String> everybody = crowd(store(), 20, T0).stream().map(Samples::name).toList();

    for (int round = 1; round <= 50; round++) {
      Instant moment = T0.plusSeconds(round);
      CyclicBarrier bothAreReady = new CyclicBarrier(2);
      List<Callable<List<Agent>>> work =
          List.of(
              () -> {
                bothAreReady.await();
                return prune(moment);
              },
              () -> {
                bothAreReady.await();
                return everybody.stream().map(name -> beat(store(), name, moment)).toList();
              });

      List<List<Agent>> results = AtOnce.call(work);

      List<Agent> answers = results.get(1);
      assertThat(list(store(), AgentQuery.all(), moment).agents())
          .containsExactlyInAnyOrderElementsOf(answers);
      assertThat(names(results.get(0)))
          .containsExactlyInAnyOrderElementsOf(
              names(answers.stream().filter(answer -> answer.version() == 1).toList()));
    }
  }
}
