package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.contract.SharedStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSharedStoreTest extends SharedStoreContract {

  @TempDir Path folder;

  @Override
  protected AgentRepository openOneMore() {
    return SqliteAgentRepository.open(folder.resolve("agents.db"));
  }
}
