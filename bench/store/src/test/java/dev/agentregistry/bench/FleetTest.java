package dev.agentregistry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import dev.agentregistry.persistence.sqlite.SqliteAgentRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {

  @TempDir Path folder;

  @Test
  void noTwoAgentsHaveTheSameId() {
    Fleet fleet = new Fleet(110_000);
    Set<AgentId> ids = new HashSet<>();
    for (int place = 0; place < fleet.size(); place++) {
      ids.add(fleet.id(place));
    }

    assertThat(ids).hasSize(110_000);
    assertThat(fleet.number(109_999)).as("among so many, IDs are met again").isGreaterThan(109_999);
  }

  @Test
  void oddNumbersHaveBeenSilentForLongAndEvenOnesHaveNot() throws Exception {
    AgentRepository store = new InMemoryAgentRepository();
    Instant now = Instant.now();
    new Fleet(1_000).register(store, now);

    AgentQuery old =
        AgentQuery.builder().seenBefore(new PointInTime.Ago(Duration.ofDays(7))).build();
    assertThat(store.list(AgentQuery.all(), Listening.always(), now).total()).isEqualTo(1_000);
    assertThat(store.list(old, Listening.always(), now).total()).isEqualTo(500);
  }

  @Test
  void itIsWrittenWithWhatTheLoadHasToKnowOfIt() throws Exception {
    Fleet.main(new String[] {"1000", folder.toString()});

    assertThat(Files.readAllLines(folder.resolve("skipped"))).isEmpty();
    try (SqliteAgentRepository store =
        SqliteAgentRepository.openExisting(folder.resolve("agents.db"))) {
      assertThat(Files.readAllLines(folder.resolve("ids")))
          .hasSize(1_000)
          .allMatch(id -> store.find(AgentId.parse(id).orElseThrow()).isPresent());
    }
  }
}
