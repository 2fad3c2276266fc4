package dev.agentregistry.persistence.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.persistence.commit.ChangeQueue.Offer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many may wait, and how many go together. */
@Timeout(60)
class ChangeQueueTest {

  private final ChangeQueue<String> queue = new ChangeQueue<>();

  @Test
  void batchesHaveAThousandChangesAtMostInTheirOrder() {
    List<Change<String, String>> changes =
        IntStream.range(0, 1_500).mapToObj(i -> change()).toList();
    changes.forEach(queue::offer);

    List<Change<String, ?>> first = queue.take();
    List<Change<String, ?>> second = queue.take();

    assertThat(first).hasSize(1_000).isEqualTo(changes.subList(0, 1_000));
    assertThat(second).hasSize(500).isEqualTo(changes.subList(1_000, 1_500));
    assertThat(queue.size()).isZero();
  }

  @Test
  void moreThanItHoldsAreRefusedUntilSomeAreTaken() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(queue.offer(change())).isEqualTo(Offer.QUEUED);
    }

    assertThat(queue.offer(change())).isEqualTo(Offer.FULL);
    queue.take();
    assertThat(queue.offer(change())).isEqualTo(Offer.QUEUED);
    assertThat(queue.size()).isEqualTo(19_001);
  }

  @Test
  void onceClosedItTakesNothingMoreAndHandsOutTheRest() {
    queue.offer(change());
    queue.close();

    assertThat(queue.offer(change())).isEqualTo(Offer.CLOSED);
    assertThat(queue.take()).hasSize(1);
    assertThat(queue.take()).isEmpty();
  }

  private static Change<String, String> change() {
    return new Change<>(Optional.empty(), table -> table);
  }
}
