package dev.agentregistry.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A heartbeat as an agent reports it; a {@code with} method makes another one. */
record Reported(
    String hostname,
    String repoPath,
    String status,
    List<String> issues,
    List<String> capabilities,
    int ttlSeconds) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Reported by(String hostname) {
    return new Reported(
        hostname, "/srv/repos/tracker", "working", List.of(), List.of("java", "sql"), 300);
  }

  Reported in(String path) {
    return new Reported(hostname, path, status, issues, capabilities, ttlSeconds);
  }

  Reported saying(String word) {
    return new Reported(hostname, repoPath, word, issues, capabilities, ttlSeconds);
  }

  Reported on(String... some) {
    return new Reported(hostname, repoPath, status, List.of(some), capabilities, ttlSeconds);
  }

  Reported able(String... some) {
    return new Reported(hostname, repoPath, status, issues, List.of(some), ttlSeconds);
  }

  Reported silentFor(int seconds) {
    return new Reported(hostname, repoPath, status, issues, capabilities, seconds);
  }

  /** Sends it, which has to succeed; returns the agent's ID. */
  String to(ServerProcess server) {
    ServerProcess.Reply reply = server.send("POST", "/api/agents/heartbeat", json());
    if (reply.status() != 200) {
      throw new AssertionError("a heartbeat was answered with " + reply);
    }
    return reply.body().at("/id").asText();
  }

  private String json() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("hostname", hostname)
            .put("machine_address", "10.0.0.5")
            .put("repo_path", repoPath)
            .put("status", status)
            .put("ttl_seconds", ttlSeconds);
    issues.forEach(json.putArray("issue_ids")::add);
    capabilities.forEach(json.putArray("capabilities")::add);
    return json.toString();
  }
}
