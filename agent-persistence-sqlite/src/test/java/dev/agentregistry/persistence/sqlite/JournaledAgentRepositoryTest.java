package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.contract.AgentRepositoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract where every heartbeat goes through the journal and none is ever folded. */
class JournaledAgentRepositoryTest extends AgentRepositoryContract {

  @TempDir Path folder;

  @Override
  protected AgentRepository open() {
    Path file = folder.resolve("agents.db");
    return SqliteAgentRepository.open(
        file, new Connections(file), true, new WriteLimits(1, Integer.MAX_VALUE, 1, 16_384));
  }
}
