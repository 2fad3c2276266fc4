package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentregistry.acceptance.HttpConnection.Answer;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * An agent that many connections beat for and remove at once. Whatever their order, each version of
 * each of its lives is answered once, and no life comes back.
 */
final class ContestedAgent implements JudgedAgent {

  private static final int RADIX = 36;

  private final String hostname;
  private final String path;
  private final Set<String> answered = new HashSet<>();

  /** The highest version that was answered of each life, by its incarnation. */
  private final TreeMap<Long, Long> lives = new TreeMap<>();

  ContestedAgent(String hostname, String id) {
    this.hostname = hostname;
    this.path = "/api/agents/" + id;
  }

  @Override
  public String hostname() {
    return hostname;
  }

  @Override
  public void act(HttpConnection connection, Random random) throws IOException {
    if (random.nextInt(10) == 0) {
      assertThat(connection.send("DELETE", path, "").status()).isIn(204, 404);
    } else {
      note(connection.beat(Beat.plain(hostname).json()));
    }
  }

  /** Its next heartbeat tells more: to which life it belongs. */
  @Override
  public void judge(Optional<JsonNode> stored) {}

  @Override
  public synchronized void goOnFrom(Answer first) {
    long incarnation = incarnation(first);
    if (!lives.isEmpty()) {
      assertThat(incarnation).isGreaterThanOrEqualTo(lives.lastKey());
    }
    assertThat(JudgedAgent.version(JudgedAgent.recordIn(first)))
        .as("%s of %s", first, lives)
        .isGreaterThan(lives.getOrDefault(incarnation, 0L));
    note(first);
  }

  private synchronized void note(Answer answer) {
    long version = JudgedAgent.version(JudgedAgent.recordIn(answer));
    long incarnation = incarnation(answer);
    assertThat(answered.add(incarnation + " " + version)).as("answered twice: %s", answer).isTrue();
    lives.merge(incarnation, version, Math::max);
  }

  private static long incarnation(Answer answer) {
    return Long.parseLong(answer.header("ETag").split("[\"-]")[1], RADIX);
  }
}
