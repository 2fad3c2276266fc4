package dev.agentregistry.persistence.commit;

import static dev.agentregistry.persistence.commit.Callers.refusal;
import static dev.agentregistry.persistence.commit.Callers.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.StoreActivity.CommitWatcher;
import dev.agentregistry.persistence.commit.Callers.Held;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What it tells of its work. */
@Timeout(60)
class ActivityTest {

  private final Lines lines = new Lines();

  /** Writes down all that it is told. */
  private static final class Noted implements CommitWatcher {
    private final List<Long> waits = new CopyOnWriteArrayList<>();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final List<Long> durations = new CopyOnWriteArrayList<>();

    @Override
    public void waited(long nanos) {
      waits.add(nanos);
    }

    @Override
    public void committed(int changes, long nanos) {
      sizes.add(changes);
      durations.add(nanos);
    }

    /** Waits for commits to be told, which is done only after their callers are awake. */
    void await(int commits) {
      Callers.await(() -> sizes.size() >= commits);
    }
  }

  @Test
  void eachCommitIsToldWithItsSizeItsTimeAndHowLongChangesWaited() throws Exception {
    Noted before = new Noted();
    Noted noted = new Noted();
    try (GroupCommit<List<String>> commits = start()) {
      commits.activity().tell(before);
      write(commits, "before");
      before.await(1);
      commits.activity().tell(noted);
      Held held = Held.in(commits);
      held.queue(List.of(() -> write(commits, "one"), () -> write(commits, "two")));
      held.release();
      noted.await(2);
    }

    assertThat(before.sizes).containsExactly(1);
    assertThat(noted.sizes).containsExactly(1, 2);
    assertThat(noted.waits).hasSize(3).allMatch(nanos -> nanos >= 0);
    assertThat(noted.durations).hasSize(2).allMatch(nanos -> nanos > 0);
  }

  @Test
  void whatWasNotStoredIsNotTold() {
    Noted noted = new Noted();
    lines.failWith(new SQLException("fault"));
    try (GroupCommit<List<String>> commits = start()) {
      commits.activity().tell(noted);

      refusal(() -> write(commits, "late"));
    }

    assertThat(noted.sizes).isEmpty();
    assertThat(noted.waits).isEmpty();
    assertThat(lines.toldCommits).isEmpty();
  }

  @Test
  void itCountsWhatWaitsAndAsksTheStoreForItsLog() throws Exception {
    try (GroupCommit<List<String>> commits = start()) {
      Held held = Held.in(commits);
      List<Future<Integer>> answers = held.queue(List.of(() -> write(commits, "one")));
      assertThat(commits.activity().waitingChanges()).isEqualTo(1);
      held.release();
      assertThat(answers.get(0).get()).isEqualTo(2);

      assertThat(commits.activity().waitingChanges()).isZero();
      assertThat(commits.activity().logBytes()).isEqualTo(4_096);
    }
  }

  private GroupCommit<List<String>> start() {
    return GroupCommit.start("test-writer", lines);
  }
}
