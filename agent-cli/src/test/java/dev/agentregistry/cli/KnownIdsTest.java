package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.Heartbeat;
import org.junit.jupiter.api.Test;

class KnownIdsTest {

  private final KnownIds known = new KnownIds();

  @Test
  void anotherIdentityOfTheSameIdIsFoundAmongThousands() {
    known.note(agent("a:b", "c"), 7);
    for (int i = 0; i < 20_000; i++) {
      assertThat(known.note(Records.agent("host-" + i, 1), 100 + i)).isEmpty();
    }

    assertThat(known.note(agent("a", "b:c"), 50_000)).hasValue(7);
    assertThat(known.note(agent("a:b", "c"), 50_001)).isEmpty();
    assertThat(known.note(Records.agent("host-1", 2), 50_002)).isEmpty();
  }

  private static Agent agent(String hostname, String address) {
    Heartbeat heartbeat =
        Heartbeat.builder().hostname(hostname).machineAddress(address).repoPath("/r").build();
    return Agent.restored(heartbeat, Cli.NOW, Cli.NOW, Cli.NOW, 1);
  }
}
