package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a server lists: all agents, which have to fit on one page.
 *
 * @param byHostname their records
 */
record Listed(Map<String, JsonNode> byHostname) {

  static Listed by(ServerProcess server) throws IOException {
    try (HttpConnection connection = HttpConnection.to(server)) {
      return over(connection);
    }
  }

  static Listed over(HttpConnection connection) throws IOException {
    JsonNode page =
        JudgedAgent.recordIn(connection.send("GET", "/api/agents?sort=id&limit=1000", ""));
    Map<String, JsonNode> byHostname = new HashMap<>();
    page.at("/agents").forEach(record -> byHostname.put(record.at("/hostname").asText(), record));
    assertThat(page.at("/total").asInt()).isEqualTo(byHostname.size());
    return new Listed(byHostname);
  }

  /** The version of each, by ID. */
  Map<String, Long> versions() {
    return byHostname.values().stream()
        .collect(Collectors.toMap(record -> record.at("/id").asText(), JudgedAgent::version));
  }

  /** Their records without what the passing of time alone changes. */
  Map<String, JsonNode> lasting() {
    return byHostname.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> JudgedAgent.lasting(entry.getValue())));
  }
}
