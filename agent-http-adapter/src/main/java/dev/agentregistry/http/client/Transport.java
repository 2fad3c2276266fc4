package dev.agentregistry.http.client;

import java.io.IOException;

/** Sends requests, each once. It follows no redirect: a token is for one server. Thread-safe. */
interface Transport extends AutoCloseable {

  /**
   * Sends a request and waits for the whole answer.
   *
   * @throws java.net.ConnectException if no connection could be made, so that nothing was sent
   * @throws IOException if the connection ended, or the answer did not come in time
   */
  Response send(Request request) throws IOException;

  @Override
  void close();
}
