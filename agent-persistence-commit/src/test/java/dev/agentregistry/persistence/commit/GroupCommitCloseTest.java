package dev.agentregistry.persistence.commit;

import static dev.agentregistry.persistence.commit.Callers.await;
import static dev.agentregistry.persistence.commit.Callers.refusal;
import static dev.agentregistry.persistence.commit.Callers.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.persistence.commit.Callers.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of it. */
@Timeout(60)
class GroupCommitCloseTest {

  private final Lines lines = new Lines();
  private final GroupCommit<List<String>> commits = GroupCommit.start("closing-writer", lines);

  @Test
  void closingStoresWhatWasTakenInAndThenClosesTheStore() throws Exception {
    Held held = Held.in(commits);
    List<Future<Integer>> answers = held.queue(List.of(() -> write(commits, "queued")));
    Thread closer = new Thread(commits::close);
    startAndAwaitItsWaiting(closer);
    assertThat(refusal(() -> write(commits, "late"))).hasMessage("closed");
    assertThat(lines.closed).hasValue(0);

    held.release();

    closer.join();
    assertThat(lines.closed).hasValue(1);
    assertThat(answers.get(0).get()).isEqualTo(2);
    assertThat(lines.stored()).containsExactly("held", "queued");
    assertThat(committingThreads()).isEmpty();
  }

  @Test
  void itMayBeClosedTwiceAndByManyAtOnce() throws Exception {
    close();

    for (Future<Integer> closing : IntStream.range(0, 4).mapToObj(i -> closer()).toList()) {
      assertThat(closing.get()).isPositive();
    }
  }

  @Test
  void changesAfterwardsAreRefused() {
    write(commits, "one");
    close();

    assertThat(refusal(() -> write(commits, "late"))).hasMessage("closed");
    assertThat(refusal(() -> commits.write(table -> table.add("late")))).hasMessage("closed");
    assertThat(lines.stored()).containsExactly("one");
  }

  @Test
  void anInterruptedCloserStillClosesAndStaysInterrupted() throws Exception {
    Held held = Held.in(commits);
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Thread closer =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              commits.close();
              stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
    startAndAwaitItsWaiting(closer);
    assertThat(lines.closed).hasValue(0);

    held.release();

    closer.join();
    assertThat(stillInterrupted).isTrue();
    assertThat(lines.closed).hasValue(1);
    assertThat(lines.stored()).containsExactly("held");
  }

  @Test
  void eachWriteThatWasAnsweredMeanwhileIsStored() throws Exception {
    CountDownLatch underWay = new CountDownLatch(64);
    List<Future<List<String>>> writing =
        IntStream.range(0, 16)
            .mapToObj(i -> Callers.start(() -> writeUntilRefused("caller " + i, underWay)))
            .toList();
    underWay.await();

    close();

    List<String> answered = new ArrayList<>();
    for (Future<List<String>> writer : writing) {
      answered.addAll(writer.get());
    }
    assertThat(lines.stored()).containsExactlyInAnyOrderElementsOf(answered);
  }

  private List<String> writeUntilRefused(String name, CountDownLatch underWay) {
    List<String> answered = new ArrayList<>();
    try {
      while (true) {
        String line = name + ", line " + answered.size();
        write(commits, line);
        answered.add(line);
        underWay.countDown();
      }
    } catch (RegistryUnavailableException closed) {
      assertThat(closed).hasMessage("closed");
    }
    return answered;
  }

  private static void startAndAwaitItsWaiting(Thread closer) {
    closer.start();
    await(() -> !closer.isAlive() || closer.getState() == Thread.State.WAITING);
  }

  private Future<Integer> closer() {
    return Callers.start(this::close);
  }

  private int close() {
    commits.close();
    return lines.closed.get();
  }

  private static List<Thread> committingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("closing-writer"))
        .toList();
  }
}
