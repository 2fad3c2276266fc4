package dev.agentregistry.http.client;

import java.io.IOException;

/** Over the transport of programs that live long. */
class LastingRegistryTest extends HttpRegistryContract {

  @Override
  HttpAgentRegistry connect(Far server) throws IOException {
    return server.client(true);
  }
}
