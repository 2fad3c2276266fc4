package dev.agentregistry.http.client;

import java.io.IOException;

/** Over the transport of programs that ask once and end. */
class OneShotRegistryTest extends HttpRegistryContract {

  @Override
  HttpAgentRegistry connect(Far server) throws IOException {
    return server.client(false);
  }
}
