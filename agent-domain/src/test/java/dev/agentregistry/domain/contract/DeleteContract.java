package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.list;
import static dev.agentregistry.domain.contract.Samples.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Removal;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Removing one agent. */
interface DeleteContract extends StoreContract {

  @Test
  default void deleteRemovesTheAgentAndNoOther() {
    beat(store(), "one", T0);
    beat(store(), "two", T0);

    assertThat(store().delete(id("one"), agent -> true, T0)).isEqualTo(Removal.REMOVED);

    assertThat(store().find(id("one"))).isEmpty();
    assertThat(names(list(store(), AgentQuery.all(), T0))).containsExactly("two");
  }

  @Test
  default void deleteOfAnUnknownIdSaysSo() {
    beat(store(), "two", T0);

    assertThat(store().delete(id("one"), agent -> true, T0)).isEqualTo(Removal.UNKNOWN);
    assertThat(store().find(id("two"))).isPresent();
  }

  @Test
  default void aSecondDeleteFindsNobody() {
    beat(store(), "one", T0);
    store().delete(id("one"), agent -> true, T0);

    assertThat(store().delete(id("one"), agent -> true, T0)).isEqualTo(Removal.UNKNOWN);
  }

  @Test
  default void deleteLeavesAnAgentThatIsNotAsTheConditionWantsIt() {
    Agent first = beat(store(), "one", T0);
    Agent second = beat(store(), "one", T0.plusSeconds(1));

    Removal removal =
        store().delete(id("one"), agent -> agent.revision().equals(first.revision()), T0);

    assertThat(removal).isEqualTo(Removal.CHANGED);
    assertThat(store().find(id("one"))).contains(second);
  }

  @Test
  default void theConditionOfADeleteSeesTheStoredAgent() {
    Agent stored = beat(store(), "one", T0);
    AtomicReference<Agent> seen = new AtomicReference<>();

    store()
        .delete(
            id("one"),
            agent -> {
              seen.set(agent);
              return true;
            },
            T0);

    assertThat(seen.get()).isEqualTo(stored);
  }

  @Test
  default void aDeleteWhoseConditionThrowsRemovesNothing() {
    Agent stored = beat(store(), "one", T0);

    assertThatThrownBy(
            () ->
                store()
                    .delete(
                        id("one"),
                        agent -> {
                          throw new IllegalStateException("a fault in the condition");
                        },
                        T0))
        .isInstanceOf(RuntimeException.class);

    assertThat(store().find(id("one"))).contains(stored);
  }

  @Test
  default void anAgentThatComesBackStartsAtVersionOneWithAnotherRevision() {
    Agent before = beat(store(), "one", T0);
    store().delete(id("one"), agent -> true, T0);

    Agent after = beat(store(), "one", T0.plusNanos(1_000));

    assertThat(after.version()).isEqualTo(1);
    assertThat(after.createdAt()).isEqualTo(T0);
    assertThat(after.revision()).isNotEqualTo(before.revision());
    assertThat(store().find(id("one")).orElseThrow().revision()).isEqualTo(after.revision());
  }
}
