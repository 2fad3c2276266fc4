package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.contract.AgentRepositoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteAgentRepositoryTest extends AgentRepositoryContract {

  @TempDir Path folder;

  @Override
  protected AgentRepository open() {
    return SqliteAgentRepository.open(folder.resolve("agents.db"));
  }
}
