package dev.agentregistry.http.client;

import java.io.IOException;

/** Tokens over the transport of programs that live long. */
class LastingTokensTest extends HttpTokensContract {

  @Override
  HttpAgentRegistry connect(Far server) throws IOException {
    return server.client(true);
  }
}
