package dev.agentregistry.http.client;

import java.io.IOException;

/** Tokens over the transport of programs that ask once and end. */
class OneShotTokensTest extends HttpTokensContract {

  @Override
  HttpAgentRegistry connect(Far server) throws IOException {
    return server.client(false);
  }
}
