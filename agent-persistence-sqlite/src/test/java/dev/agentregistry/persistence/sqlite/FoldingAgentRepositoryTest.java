package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.contract.AgentRepositoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract where the journal is in the middle of a fold at every moment. */
class FoldingAgentRepositoryTest extends AgentRepositoryContract {

  @TempDir Path folder;

  @Override
  protected AgentRepository open() {
    Path file = folder.resolve("agents.db");
    return SqliteAgentRepository.open(
        file, new Connections(file), true, new WriteLimits(1, 2, 1, 16_384));
  }
}
