package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Heartbeat;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that an agent is made of comes back as it went in. */
interface RecordContract extends StoreContract {

  @ParameterizedTest
  @MethodSource("dev.agentregistry.domain.contract.HardHeartbeats#all")
  default void everythingOfAnAgentSurvives(Heartbeat heartbeat) {
    // A clock with nanoseconds: the record's times have milliseconds, its incarnation has them all.
    Agent made = Agent.register(heartbeat, T0.plusNanos(456_789));

    Agent answer = store().upsert(made.id(), stored -> made);

    assertThat(answer).isEqualTo(made);
    assertThat(store().find(made.id())).contains(made);
    assertThat(list(store(), AgentQuery.all(), T0).agents()).containsExactly(made);
  }

  @ParameterizedTest
  @MethodSource("dev.agentregistry.domain.contract.HardHeartbeats#all")
  default void everythingOfAnAgentSurvivesASecondHeartbeat(Heartbeat heartbeat) {
    Agent first = beat(store(), Heartbeat.from(heartbeat.identity()), T0.plusNanos(456_789));
    Agent expected = first.beat(heartbeat, T0.plusSeconds(1));

    Agent answer = beat(store(), heartbeat, T0.plusSeconds(1));

    assertThat(answer).isEqualTo(expected);
    assertThat(store().find(first.id())).contains(expected);
    assertThat(list(store(), AgentQuery.all(), T0).agents()).containsExactly(expected);
  }

  @Test
  default void eachTimeOfAnAgentSurvivesOnItsOwn() {
    Agent plain = Agent.register(Samples.heartbeat("one"), T0);
    Agent made =
        new Agent(
            plain.id(),
            plain.identity(),
            plain.status(),
            plain.issueIds(),
            plain.capabilities(),
            Duration.ofSeconds(77),
            T0.minusMillis(3),
            T0.minusMillis(2),
            T0.minusMillis(1),
            3_000_000_000L,
            1_769_851_800_123_456_789L);

    store().upsert(made.id(), stored -> made);

    assertThat(store().find(made.id())).contains(made);
  }

  @Test
  default void readingChangesNothing() {
    Agent stored = beat(store(), "one", T0);

    for (int i = 0; i < 3; i++) {
      store().find(id("one"));
      list(store(), AgentQuery.all(), T0.plus(Duration.ofDays(i)));
    }

    assertThat(store().find(id("one"))).contains(stored);
    assertThat(list(store(), AgentQuery.all(), T0).agents()).containsExactly(stored);
  }
}
