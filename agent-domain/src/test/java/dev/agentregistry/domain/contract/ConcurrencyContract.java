package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.Removal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many threads at one store. */
interface ConcurrencyContract extends StoreContract {

  @Test
  default void concurrentHeartbeatsOfOneAgentGetEachVersionExactlyOnce() {
    int beats = 400;

    List<Agent> answers =
        AtOnce.forEach(
            IntStream.range(0, beats).boxed().toList(),
            i -> beat(store(), "one", T0.plusMillis(i)));

    assertThat(answers)
        .extracting(Agent::version)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, beats).boxed().toList());
    assertThat(store().find(id("one")).orElseThrow().version()).isEqualTo(beats);
  }

  @Test
  default void concurrentHeartbeatsOfSeveralAgentsGetEachVersionExactlyOnce() {
    int agents = 20;
    int beatsOfEach = 20;

    List<Agent> answers =
        AtOnce.forEach(
            IntStream.range(0, agents * beatsOfEach).boxed().toList(),
            i -> beat(store(), "agent-" + i % agents, T0.plusMillis(i)));

    Map<String, List<Long>> versions =
        answers.stream()
            .sorted((one, other) -> Long.compare(one.version(), other.version()))
            .collect(
                Collectors.groupingBy(
                    Samples::name, Collectors.mapping(Agent::version, Collectors.toList())));
    assertThat(versions).hasSize(agents);
    assertThat(versions.values())
        .allMatch(LongStream.rangeClosed(1, beatsOfEach).boxed().toList()::equals);
  }

  @Test
  default void aChangeThatFailsAmongManyFailsAlone() {
    List<Integer> numbers = IntStream.range(0, 200).boxed().toList();

    List<Optional<Throwable>> outcomes =
        AtOnce.forEach(numbers, i -> i % 10 == 0 ? failingChange(i) : goodChange(i));

    for (int i : numbers) {
      boolean fails = i % 10 == 0;
      assertThat(store().find(id("agent-" + i)).isPresent()).isEqualTo(!fails);
      assertThat(outcomes.get(i).map(Throwable::getMessage))
          .isEqualTo(fails ? Optional.of("fault " + i) : Optional.empty());
    }
  }

  private Optional<Throwable> goodChange(int number) {
    return Optional.ofNullable(catchThrowable(() -> beat(store(), "agent-" + number, T0)));
  }

  private Optional<Throwable> failingChange(int number) {
    return Optional.ofNullable(
        catchThrowable(
            () ->
                store()
                    .upsert(
                        id("agent-" + number),
                        stored -> {
                          throw new RegistryUnavailableException("fault " + number, false);
                        })));
  }

  @Test
  default void heartbeatsAndDeletesOfOneAgentAtTheSameTimeAddUp() {
    AtomicLong clock = new AtomicLong();
    AtomicLong removals = new AtomicLong();

    List<Agent> answers =
        AtOnce.forEach(
            IntStream.range(0, 300).boxed().toList(),
            i -> {
              if (i % 3 == 0 && store().delete(id("one"), agent -> true, T0) == Removal.REMOVED) {
                removals.incrementAndGet();
              }
              return beat(store(), "one", T0.plusNanos(clock.incrementAndGet() * 1_000));
            });

    long registrations = answers.stream().filter(agent -> agent.version() == 1).count();
    assertThat(store().find(id("one"))).isPresent();
    assertThat(registrations).isEqualTo(removals.get() + 1);
    assertThat(answers).extracting(Agent::revision).doesNotHaveDuplicates();
  }

  @Test
  default void aPageAndItsTotalAreOfOneMoment() {
    AtomicBoolean done = new AtomicBoolean();
    List<Callable<List<AgentPage<Agent>>>> work =
        List.of(
            () -> {
              comeAndGo();
              done.set(true);
              return List.of();
            },
            () -> {
              List<AgentPage<Agent>> pages = new ArrayList<>();
              do {
                pages.add(list(store(), AgentQuery.builder().limit(1000).build(), T0));
              } while (!done.get());
              return pages;
            });

    List<AgentPage<Agent>> pages = AtOnce.call(work).get(1);

    assertThat(pages)
        .isNotEmpty()
        .allSatisfy(
            page -> {
              assertThat(page.total()).isEqualTo(page.agents().size());
              assertThat(page.agents()).extracting(Agent::id).doesNotHaveDuplicates();
              assertThat(page.agents()).isSortedAccordingTo(AgentQuery.all().sort().order());
            });
  }

  private void comeAndGo() {
    for (int i = 0; i < 200; i++) {
      beat(store(), "agent-" + i % 7, T0.plusMillis(i));
      if (i % 3 == 0) {
        store().delete(id("agent-" + i % 5), agent -> true, T0);
      }
    }
  }
}
