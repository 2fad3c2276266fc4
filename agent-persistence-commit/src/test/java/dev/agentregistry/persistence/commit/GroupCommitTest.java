package dev.agentregistry.persistence.commit;

import static dev.agentregistry.persistence.commit.Callers.add;
import static dev.agentregistry.persistence.commit.Callers.await;
import static dev.agentregistry.persistence.commit.Callers.refusal;
import static dev.agentregistry.persistence.commit.Callers.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.persistence.commit.Callers.Held;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers, few commits. */
@Timeout(60)
class GroupCommitTest {

  private final Lines lines = new Lines();
  private GroupCommit<List<String>> commits;

  @BeforeEach
  void startIt() {
    commits = GroupCommit.start("test-writer", lines);
  }

  @AfterEach
  void closeIt() {
    commits.close();
  }

  @Test
  void aCallerGetsTheAnswerOfItsStepWhenItIsStored() {
    assertThat(write(commits, "one")).isEqualTo(1);
    assertThat(lines.stored()).containsExactly("one");

    int size = commits.write(table -> add(table, "two"));

    assertThat(size).isEqualTo(2);
    assertThat(lines.stored()).containsExactly("one", "two");
  }

  @Test
  void whatGathersDuringOneCommitIsStoredByTheNextInItsOrder() throws Exception {
    Held held = Held.in(commits);
    List<Future<Integer>> answers =
        held.queue(
            IntStream.range(0, 100)
                .<Callable<Integer>>mapToObj(i -> () -> write(commits, "line " + i))
                .toList());
    assertThat(lines.stored()).isEmpty();
    assertThat(answers).noneMatch(Future::isDone);

    held.release();

    for (int i = 0; i < 100; i++) {
      assertThat(answers.get(i).get()).isEqualTo(i + 2);
    }
    assertThat(lines.batches).containsExactly(1, 100);
    assertThat(lines.stored()).hasSize(101).startsWith("held", "line 0").endsWith("line 99");
  }

  @Test
  void theStoreIsToldOfEachCommitBeforeTheNext() {
    write(commits, "one");
    write(commits, "two");
    commits.close();

    assertThat(lines.toldCommits).containsExactly(1, 1);
  }

  @Test
  void aCrowdIsToldToComeBackLater() throws Exception {
    Held held = Held.in(commits);
    Future<RegistryUnavailableException> refusal =
        Callers.start(
            () -> {
              // Interrupted, it waits for none of them.
              Thread.currentThread().interrupt();
              for (int i = 0; i < 20_000; i++) {
                String line = "line " + i;
                assertThat(refusal(() -> write(commits, line))).hasMessage("interrupted");
              }
              return refusal(() -> write(commits, "one too many"));
            });

    assertThat(refusal.get()).hasMessage("overloaded");
    assertThat(commits.activity().waitingChanges()).isEqualTo(20_000);
    held.release();
    await(() -> commits.activity().waitingChanges() == 0);
    assertThat(write(commits, "later")).isEqualTo(20_002);
  }

  @Test
  void anInterruptedCallerIsToldSoAndItsChangeMayBeStored() throws Exception {
    Held held = Held.in(commits);
    Future<Boolean> stillInterrupted =
        Callers.start(
            () -> {
              Thread.currentThread().interrupt();
              RegistryUnavailableException refusal = refusal(() -> write(commits, "one"));
              assertThat(refusal)
                  .hasMessage("interrupted")
                  .hasCauseInstanceOf(InterruptedException.class);
              return Thread.currentThread().isInterrupted();
            });

    assertThat(stillInterrupted.get()).isTrue();
    held.release();
    assertThat(write(commits, "two")).isEqualTo(3);
    assertThat(lines.stored()).containsExactly("held", "one", "two");
  }

  @Test
  void noCallerWaitsForeverForAStoreThatForgotItsChange() {
    lines.forgetToApply();

    assertThatThrownBy(() -> write(commits, "one"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("without this change");
  }
}
