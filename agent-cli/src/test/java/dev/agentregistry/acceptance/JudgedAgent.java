package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentregistry.acceptance.HttpConnection.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * An agent of which a test knows what was answered, and so what may be in the file after a crash.
 */
interface JudgedAgent {

  String hostname();

  /** Sends one request that concerns this agent, and judges its answer. */
  void act(HttpConnection connection, Random random) throws IOException;

  /** Judges what is stored once the server is there again. */
  void judge(Optional<JsonNode> stored);

  /** Takes the answer to the first heartbeat after that, from which it goes on. */
  void goOnFrom(Answer first);

  /** The record in an answer that has to be one. */
  static JsonNode recordIn(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  static long version(JsonNode record) {
    return record.at("/version").asLong();
  }

  /** The record without what the passing of time alone changes. */
  static ObjectNode lasting(JsonNode record) {
    ObjectNode lasting = record.deepCopy();
    return lasting.remove(List.of("liveness", "stale_at"));
  }
}
