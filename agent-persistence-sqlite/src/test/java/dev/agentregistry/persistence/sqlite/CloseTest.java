package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The end of a store. */
@Timeout(60)
class CloseTest {

  @TempDir Path folder;
  private Path file;
  private SqliteAgentRepository store;

  @BeforeEach
  void openTheStore() {
    file = folder.resolve("agents.db");
    store = SqliteAgentRepository.open(file);
  }

  @Test
  void aStoreMayBeClosedTwice() {
    store.close();
    store.close();

    AtOnce.forEach(List.of(1, 2, 3), i -> closeAgain());
  }

  @Test
  void callsAfterwardsAreRefused() {
    beat(store, "one");
    store.close();

    isRefused(() -> beat(store, "one"));
    isRefused(() -> store.find(id("one")));
    isRefused(() -> store.list(AgentQuery.all(), Listening.always(), T0));
    isRefused(() -> store.delete(id("one"), agent -> true, T0));
    isRefused(() -> store.prune(new PruneScope(T0, Set.of(), Set.of()), T0, gone -> {}));
  }

  @Test
  void aCheckpointUnderWayDoesNotHoldUpTheEnd() {
    store.close();
    for (int round = 1; round <= 20; round++) {
      try (SqliteAgentRepository checkpointing =
          SqliteAgentRepository.open(file, new Connections(file), true, 1)) {
        // A look at the log comes with each 512th change, so some are under way at the end.
        for (int i = 0; i < 512 + round; i++) {
          beat(checkpointing, "one");
        }
      }
    }
  }

  @Test
  void anInterruptedCloserStillClosesAndStaysInterrupted() throws Exception {
    Future<Boolean> stillInterrupted =
        AtOnce.start(
            () -> {
              Thread.currentThread().interrupt();
              store.close();
              return Thread.currentThread().isInterrupted();
            });

    assertThat(stillInterrupted.get()).isTrue();
    assertThat(Folder.contents(folder)).containsOnlyKeys("agents.db");
  }

  @Test
  void eachWriteThatWasAnsweredWhileTheStoreClosedIsInTheFile() throws Exception {
    CountDownLatch underWay = new CountDownLatch(64);
    Future<List<List<Agent>>> writing =
        AtOnce.start(
            () ->
                AtOnce.forEach(
                    IntStream.range(0, 32).boxed().toList(), i -> beatUntilRefused(i, underWay)));
    underWay.await();

    store.close();

    List<Agent> answered = writing.get().stream().flatMap(List::stream).toList();
    assertThat(answered).hasSizeGreaterThanOrEqualTo(64);
    assertThat(Folder.contents(folder)).containsOnlyKeys("agents.db");
    try (SqliteAgentRepository again = SqliteAgentRepository.openExisting(file)) {
      assertThat(answered)
          .allMatch(agent -> again.find(agent.id()).filter(agent::equals).isPresent());
    }
  }

  private List<Agent> beatUntilRefused(int thread, CountDownLatch underWay) {
    List<Agent> answered = new ArrayList<>();
    try {
      while (true) {
        answered.add(beat(store, "agent-" + thread + "-" + answered.size()));
        underWay.countDown();
      }
    } catch (RegistryUnavailableException closed) {
      assertThat(closed).hasMessageContaining("is closed");
    }
    return answered;
  }

  private boolean closeAgain() {
    store.close();
    return true;
  }

  private void isRefused(ThrowingCallable call) {
    assertThat(Refusal.of(file, call)).hasMessageContaining("is closed");
  }
}
