package dev.agentregistry.persistence.commit;

import static dev.agentregistry.persistence.commit.Callers.AGENT;
import static dev.agentregistry.persistence.commit.Callers.add;
import static dev.agentregistry.persistence.commit.Callers.refusal;
import static dev.agentregistry.persistence.commit.Callers.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.persistence.commit.Callers.Held;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong in a step or in the store, and for whom; and what is applied again. */
@Timeout(60)
class FaultTest {

  private static final RegistryUnavailableException REFUSAL =
      new RegistryUnavailableException("a rule says no", false);

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

  static List<Throwable> faults() {
    return List.of(
        new IllegalStateException("fault"),
        new AssertionError("fault"),
        new StackOverflowError("fault"));
  }

  static List<Throwable> faultsOfAStore() {
    return List.of(
        new SQLException("fault"), REFUSAL, new IllegalStateException("fault"), new Error("fault"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultInAChangeOfOneAgentReachesItsCallerAndFailsAlone(Throwable fault) throws Exception {
    Held held = Held.in(commits);
    List<Future<Integer>> answers =
        held.queue(
            List.of(
                () -> write(commits, "before"),
                () -> commits.write(AGENT, table -> sneak(fault)),
                () -> write(commits, "after")));

    held.release();

    assertThat(answers.get(0).get()).isEqualTo(2);
    assertThat(fault(answers.get(1))).isSameAs(fault);
    assertThat(answers.get(2).get()).isEqualTo(3);
    assertThat(lines.batches).containsExactly(1, 3);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultInAChangeOfManyFailsItsWholeBatch(Throwable fault) throws Exception {
    Held held = Held.in(commits);
    List<Future<Integer>> answers =
        held.queue(
            List.of(
                () -> write(commits, "before"),
                () -> commits.write(table -> halfDone(table, fault))));

    held.release();

    assertThat(fault(answers.get(0))).hasMessage("not stored").hasCause(fault);
    assertThat(fault(answers.get(1))).hasMessage("not stored").hasCause(fault);
    assertThat(held.answer.get()).isEqualTo(1);
    assertThat(write(commits, "later")).isEqualTo(2);
  }

  @Test
  void aRefusalInAChangeOfManyFailsAlone() throws Exception {
    Held held = Held.in(commits);
    List<Future<Integer>> answers =
        held.queue(
            List.of(
                () -> commits.write(table -> sneak(REFUSAL)), () -> write(commits, "beside it")));

    held.release();

    assertThat(fault(answers.get(0))).isSameAs(REFUSAL);
    assertThat(answers.get(1).get()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("faultsOfAStore")
  void aStoreThatFailsFailsItsWholeBatchAndTheNextGetsItsChance(Throwable fault) throws Exception {
    Held held = Held.in(commits);
    List<Future<Integer>> answers =
        held.queue(
            List.of(() -> write(commits, "one"), () -> commits.write(AGENT, t -> sneak(REFUSAL))));
    lines.failWith(fault);

    held.release();

    assertThat(fault(held.answer)).hasMessage("not stored").hasCause(fault);
    for (Future<Integer> answer : answers) {
      assertThat(fault(answer)).hasMessage("not stored").hasCause(fault);
    }
    lines.failWith(null);
    assertThat(write(commits, "later")).isEqualTo(1);
  }

  @Test
  void aDatabaseThatFailsInAStepFailsTheBatch() {
    SQLException cause = new SQLException("connection lost");

    RegistryUnavailableException refusal =
        refusal(
            () ->
                commits.write(
                    AGENT,
                    table -> {
                      throw cause;
                    }));

    assertThat(refusal).hasMessage("not stored").hasCause(cause);
  }

  @Test
  void aChangeThatWasRefusedAtFirstIsStoredWhenItIsAppliedAgain() {
    lines.needAttempts(2);
    AtomicInteger attempt = new AtomicInteger();

    int number =
        commits.write(
            AGENT,
            table -> attempt.incrementAndGet() == 1 ? sneak(REFUSAL) : add(table, "at last"));

    assertThat(number).isEqualTo(1);
    assertThat(lines.stored()).containsExactly("at last");
  }

  @Test
  void aChangeThatIsRefusedWhenItIsAppliedAgainIsRefused() {
    lines.needAttempts(2);
    AtomicInteger attempt = new AtomicInteger();

    Throwable thrown =
        catchThrowable(
            () ->
                commits.write(
                    AGENT,
                    table ->
                        attempt.incrementAndGet() == 2 ? sneak(REFUSAL) : add(table, "too early")));

    assertThat(thrown).isSameAs(REFUSAL);
    assertThat(lines.stored()).isEmpty();
  }

  @Test
  void aChangeThatIsAppliedThriceIsAnsweredAsInTheEnd() {
    lines.needAttempts(3);
    AtomicInteger attempt = new AtomicInteger();

    int answer = commits.write(table -> attempt.incrementAndGet());

    assertThat(answer).isEqualTo(3);
  }

  private static int halfDone(List<String> table, Throwable fault) {
    add(table, "half done");
    return sneak(fault);
  }

  private static int sneak(Throwable fault) {
    if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }

  private static Throwable fault(Future<Integer> answer) {
    Throwable thrown = catchThrowable(answer::get);
    assertThat(thrown).isInstanceOf(ExecutionException.class);
    return thrown.getCause();
  }
}
