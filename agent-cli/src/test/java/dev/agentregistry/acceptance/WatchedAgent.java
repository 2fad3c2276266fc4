package dev.agentregistry.acceptance;

import com.fasterxml.jackson.databind.JsonNode;

/** The one agent of a server, as its API shows it. */
record WatchedAgent(ServerProcess server) {

  JsonNode record() {
    return server.send("GET", "/api/agents", "").body().at("/agents/0");
  }

  String liveness() {
    return record().at("/liveness").asText();
  }

  long version() {
    return record().at("/version").asLong();
  }

  void awaitLiveness(String liveness) {
    Eventually.holds(() -> liveness().equals(liveness), () -> "it is " + record());
  }

  /** Waits until it has sent so many heartbeats more. */
  void awaitMore(int heartbeats) {
    long enough = version() + heartbeats;
    Eventually.holds(() -> version() >= enough, () -> "it is " + record());
  }
}
