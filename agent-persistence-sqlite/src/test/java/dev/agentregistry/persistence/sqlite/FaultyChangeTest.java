package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.agentregistry.domain.Agent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes that go wrong. */
@Timeout(60)
class FaultyChangeTest {

  @TempDir Path folder;
  private SqliteAgentRepository store;

  @BeforeEach
  void openTheStore() {
    store = SqliteAgentRepository.open(folder.resolve("agents.db"));
  }

  @AfterEach
  void closeTheStore() {
    store.close();
  }

  static List<Throwable> faults() {
    return List.of(
        new IllegalStateException("fault"),
        new AssertionError("fault"),
        new StackOverflowError("fault"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultReachesItsCallerAndFailsAlone(Throwable fault) {
    List<Throwable> thrown =
        AtOnce.forEach(
            IntStream.range(0, 200).boxed().toList(),
            i -> i % 10 == 0 ? fail(i, fault) : catchThrowable(() -> beat(store, "agent-" + i)));

    for (int i = 0; i < 200; i++) {
      assertThat(thrown.get(i)).isSameAs(i % 10 == 0 ? fault : null);
      assertThat(store.find(id("agent-" + i)).isPresent()).isEqualTo(i % 10 != 0);
    }
    assertThat(beat(store, "agent-0").version()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultInTheConditionOfADeleteRemovesNobody(Throwable fault) {
    beat(store, "one");

    Throwable thrown =
        catchThrowable(() -> store.delete(id("one"), agent -> sneak(fault) == agent, T0));

    assertThat(thrown).isSameAs(fault);
    assertThat(store.find(id("one"))).isPresent();
  }

  private Throwable fail(int number, Throwable fault) {
    Function<Optional<Agent>, Agent> change = stored -> sneak(fault);
    return catchThrowable(() -> store.upsert(id("agent-" + number), change));
  }

  private static Agent sneak(Throwable fault) {
    if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }
}
