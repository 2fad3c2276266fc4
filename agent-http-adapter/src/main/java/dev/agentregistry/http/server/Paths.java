package dev.agentregistry.http.server;

/** Where what is, each in this one place. */
final class Paths {

  static final String API = "/api";
  static final String AGENTS = API + "/agents";
  static final String HEARTBEAT = AGENTS + "/heartbeat";
  static final String EVENTS = AGENTS + "/events";
  static final String ISSUES = API + "/issues";
  static final String STATS = API + "/stats";
  static final String TOKENS = API + "/tokens";
  static final String CURRENT_TOKEN = TOKENS + "/current";

  static final String HISTORY = API + "/history";
  static final String METRICS = "/metrics";
  static final String HEALTH = "/health";
  static final String LIVE = HEALTH + "/live";
  static final String READY = HEALTH + "/ready";
  static final String OPENAPI = "/openapi.yaml";

  /** The folder of the page's files. */
  static final String PAGE = "/page";

  private Paths() {}
}
