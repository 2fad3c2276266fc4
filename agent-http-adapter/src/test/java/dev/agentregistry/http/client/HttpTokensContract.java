package dev.agentregistry.http.client;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.TokenRegistry;
import dev.agentregistry.domain.contract.TokenRegistryContract;
import dev.agentregistry.http.store.TestStore;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tokens of a running server pass what those in this process pass. */
abstract class HttpTokensContract extends TokenRegistryContract {

  @RegisterExtension private final TestStore store = new TestStore();

  private Far server;
  private HttpAgentRegistry client;

  abstract HttpAgentRegistry connect(Far far) throws IOException;

  @BeforeEach
  void start() throws IOException {
    server = Far.serving(store);
    client = connect(server);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Override
  protected TokenRegistry registry() {
    return client.tokens();
  }

  @Override
  protected AccessTokens store() {
    return store.tokens();
  }
}
