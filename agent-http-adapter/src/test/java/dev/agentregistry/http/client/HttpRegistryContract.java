package dev.agentregistry.http.client;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.contract.AgentRegistryContract;
import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A registry on a running server passes what one in this process passes. */
abstract class HttpRegistryContract extends AgentRegistryContract {

  private Optional<Far> far = Optional.empty();

  /** How the client reaches the server. */
  abstract HttpAgentRegistry connect(Far server) throws Exception;

  /** What listens. */
  Far serve(AgentRegistry registry) throws Exception {
    return Far.serving(registry);
  }

  @Override
  protected AgentRegistry open(InstantSource time) throws Exception {
    Far server = serve(AgentRegistry.over(new InMemoryAgentRepository(), time));
    far = Optional.of(server);
    return connect(server);
  }

  @AfterEach
  void stopServer() {
    far.ifPresent(Far::close);
  }
}
