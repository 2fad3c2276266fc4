package dev.agentregistry.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a heartbeat says, and whether a record says the same. */
record Beat(String hostname, String status, List<String> issueIds, List<String> capabilities) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> STATUSES = List.of("active", "working", "idle", "offline");

  /** One that only says that the agent is alive. */
  static Beat plain(String hostname) {
    return new Beat(hostname, "active", List.of(), List.of());
  }

  /** One that most likely says something else than the one before. */
  static Beat any(String hostname, Random random) {
    return new Beat(
        hostname,
        STATUSES.get(random.nextInt(STATUSES.size())),
        words(random, "TRCKR-", random.nextInt(4)),
        words(random, "skill-", random.nextInt(3)));
  }

  /** One whose record takes several pages of the database. */
  static Beat heavy(String hostname, Random random) {
    return new Beat(hostname, "working", words(random, "x".repeat(100) + "-", 200), List.of());
  }

  String json() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("hostname", hostname)
            .put("machine_address", "10.0.0.5")
            .put("repo_path", "/srv/repos/tracker")
            .put("status", status);
    issueIds.forEach(json.putArray("issue_ids")::add);
    capabilities.forEach(json.putArray("capabilities")::add);
    return json.toString();
  }

  boolean isIn(JsonNode record) {
    return record.at("/hostname").asText().equals(hostname)
        && record.at("/status").asText().equals(status)
        && texts(record.at("/issue_ids")).equals(issueIds)
        && texts(record.at("/capabilities")).equals(capabilities);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<String> words(Random random, String prefix, int count) {
    List<String> words = new ArrayList<>();
    int start = random.nextInt(1_000);
    for (int i = 0; i < count; i++) {
      words.add(prefix + (start + i));
    }
    return words;
  }
}
