package dev.agentregistry.acceptance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Several connections to one server. */
record HttpConnections(List<HttpConnection> connections) implements AutoCloseable {

  static HttpConnections to(ServerProcess server, int count) throws IOException {
    HttpConnections all = new HttpConnections(new ArrayList<>());
    for (int i = 0; i < count; i++) {
      all.connections.add(HttpConnection.to(server));
    }
    return all;
  }

  HttpConnection get(int number) {
    return connections.get(number);
  }

  @Override
  public void close() throws IOException {
    for (HttpConnection connection : connections) {
      connection.close();
    }
  }
}
