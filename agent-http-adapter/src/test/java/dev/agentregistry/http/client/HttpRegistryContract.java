package dev.agentregistry.http.client;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.contract.AgentRegistryContract;
import dev.agentregistry.http.server.Served;
import dev.agentregistry.http.store.TestStore;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A registry on a running server passes what one in this process passes. */
abstract class HttpRegistryContract extends AgentRegistryContract {

  @RegisterExtension private final TestStore store = new TestStore();

  private Optional<Far> far = Optional.empty();

  /** How the client reaches the server. */
  abstract HttpAgentRegistry connect(Far server) throws Exception;

  /** What listens. */
  Far serve(Served served) throws Exception {
    return Far.serving(served);
  }

  @Override
  protected AgentRegistry open(InstantSource time) throws Exception {
    Far server = serve(Far.served(store, time));
    far = Optional.of(server);
    return connect(server);
  }

  @AfterEach
  void stopServer() {
    far.ifPresent(Far::close);
  }
}
