package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.Removal;
import dev.agentregistry.domain.Revision;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Removing one agent. */
interface RegistryRemoveContract extends RegistryContract {

  @Test
  default void aRemovedAgentIsGoneAndNoOther() {
    beat("one");
    beat("two");

    assertThat(registry().remove(id("one"))).isTrue();

    assertThat(registry().find(id("one"))).isEmpty();
    assertThat(registry().find(id("two"))).isPresent();
    assertThat(registry().remove(id("one"))).isFalse();
  }

  @Test
  default void anUnknownAgentCannotBeRemoved() {
    assertThat(registry().remove(id("nobody"))).isFalse();
    assertThat(registry().remove(id("nobody"), Set.of())).isEqualTo(Removal.UNKNOWN);
    assertThat(registry().remove(id("nobody"), Set.of(new Revision(1, 1))))
        .isEqualTo(Removal.UNKNOWN);
  }

  @Test
  default void anAgentThatComesBackIsRegisteredAnewAndHasAnotherRevision() {
    Agent before = beat("one").agent();
    beat("one");
    registry().remove(id("one"));
    // The same millisecond, as on a quick machine.
    clock().turn(Duration.ofNanos(1_000));

    Agent after = beat("one").agent();

    assertThat(after.version()).isEqualTo(1);
    assertThat(after.createdAt()).isEqualTo(before.createdAt());
    assertThat(after.revision()).isNotEqualTo(before.revision());
  }

  @Test
  default void anAgentIsRemovedAtOneOfTheExpectedRevisions() {
    Set<Revision> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      seen.add(beat("one").agent().revision());
    }

    assertThat(registry().remove(id("one"), seen)).isEqualTo(Removal.REMOVED);
    assertThat(registry().find(id("one"))).isEmpty();
  }

  @Test
  default void anAgentThatMovedOnIsNotRemoved() {
    Revision first = beat("one").agent().revision();
    beat("one");

    assertThat(registry().remove(id("one"), Set.of(first))).isEqualTo(Removal.CHANGED);
    assertThat(registry().remove(id("one"), Set.of())).isEqualTo(Removal.CHANGED);
    assertThat(registry().find(id("one"))).isPresent();
  }

  @Test
  default void anAgentThatOnlyTurnedStaleIsStillAtItsRevision() {
    Revision seen = beat("one").agent().revision();
    clock().turn(Duration.ofHours(1));

    assertThat(registry().remove(id("one"), Set.of(seen))).isEqualTo(Removal.REMOVED);
  }

  @Test
  default void aLateGoodbyeDoesNotRemoveTheSuccessor() {
    Revision predecessor = beat("one").agent().revision();
    registry().remove(id("one"));
    clock().turn(Duration.ofNanos(1_000));
    beat("one");

    assertThat(registry().remove(id("one"), Set.of(predecessor))).isEqualTo(Removal.CHANGED);
  }
}
