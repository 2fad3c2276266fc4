package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentIdCollisionException;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.Heartbeat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Finding one agent, and putting it there. */
interface UpsertContract extends StoreContract {

  @Test
  default void findOfAnUnknownIdFindsNothing() {
    assertThat(store().find(id("nobody"))).isEmpty();
  }

  @Test
  default void upsertOfAnUnknownIdStoresWhatTheChangeMakesOfNothing() {
    Agent made = Agent.register(heartbeat("one"), T0);
    AtomicReference<Optional<Agent>> given = new AtomicReference<>();

    Agent answer =
        store()
            .upsert(
                made.id(),
                stored -> {
                  given.set(stored);
                  return made;
                });

    assertThat(given.get()).isEmpty();
    assertThat(answer).isEqualTo(made);
    assertThat(store().find(made.id())).contains(made);
  }

  @Test
  default void upsertOfAKnownIdPassesTheStoredAgentIn() {
    Agent stored = beat(store(), "one", T0);
    AtomicReference<Optional<Agent>> given = new AtomicReference<>();

    store()
        .upsert(
            stored.id(),
            known -> {
              given.set(known);
              return known.orElseThrow().beat(heartbeat("one"), T0.plusSeconds(1));
            });

    assertThat(given.get()).contains(stored);
  }

  @Test
  default void upsertOfAKnownIdReplacesTheStoredAgent() {
    Agent first = beat(store(), heartbeat("one").withIssueIds(List.of("A-1", "A-2")), T0);
    Heartbeat changed = heartbeat("one").withStatus(status("idle")).withCapabilities(List.of("c"));
    Agent expected = first.beat(changed, T0.plusSeconds(5));

    Agent answer = beat(store(), changed, T0.plusSeconds(5));

    assertThat(answer).isEqualTo(expected);
    assertThat(store().find(first.id())).contains(expected);
  }

  @Test
  default void upsertReplacesTheWholeRecordWhereTheChangeRegistersAnew() {
    beat(store(), "one", T0);

    Agent answer =
        store().upsert(id("one"), stored -> Agent.register(heartbeat("one"), T0.plusSeconds(5)));

    assertThat(store().find(id("one"))).contains(answer);
  }

  @Test
  default void upsertLeavesAllOtherAgentsAlone() {
    Agent other = beat(store(), "other", T0);

    beat(store(), "one", T0.plusSeconds(1));
    beat(store(), "one", T0.plusSeconds(2));

    assertThat(store().find(other.id())).contains(other);
  }

  @Test
  default void aCollisionReachesTheCallerAndLeavesWhatWasThere() {
    Heartbeat first = Heartbeat.from(new AgentIdentity("a", "b:c", "d"));
    Heartbeat second = Heartbeat.from(new AgentIdentity("a:b", "c", "d"));
    Agent stored = beat(store(), first, T0);

    assertThatThrownBy(() -> beat(store(), second, T0.plusSeconds(1)))
        .isInstanceOfSatisfying(
            AgentIdCollisionException.class,
            collision -> {
              assertThat(collision.stored()).isEqualTo(first.identity());
              assertThat(collision.refused()).isEqualTo(second.identity());
            });

    assertThat(store().find(stored.id())).contains(stored);
  }

  @Test
  default void whatAChangeThrowsReachesTheCallerAsItself() {
    AgentIdCollisionException thrown =
        new AgentIdCollisionException(
            id("one"), heartbeat("one").identity(), heartbeat("two").identity());

    Throwable caught =
        catchThrowable(
            () ->
                store()
                    .upsert(
                        id("one"),
                        stored -> {
                          throw thrown;
                        }));

    assertThat(caught).isSameAs(thrown);
  }

  @Test
  default void aChangeThatThrowsStoresNothing() {
    assertThatThrownBy(
            () ->
                store()
                    .upsert(
                        id("one"),
                        stored -> {
                          throw new IllegalStateException("a fault in the change");
                        }))
        .isInstanceOf(RuntimeException.class);

    assertThat(store().find(id("one"))).isEmpty();
  }

  @Test
  default void theStoreWorksOnAfterAChangeThatThrew() {
    aChangeThatThrowsStoresNothing();

    Agent stored = beat(store(), "one", T0);

    assertThat(stored.version()).isEqualTo(1);
    assertThat(store().find(id("one"))).contains(stored);
  }
}
