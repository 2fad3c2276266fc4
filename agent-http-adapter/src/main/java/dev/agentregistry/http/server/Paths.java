package dev.agentregistry.http.server;

/** Where what is, each in this one place. */
final class Paths {

  static final String API = "/api";
  static final String AGENTS = API + "/agents";
  static final String HEARTBEAT = AGENTS + "/heartbeat";
  static final String STATS = API + "/stats";
  static final String TOKENS = API + "/tokens";

  private Paths() {}
}
