package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.agentregistry.acceptance.HttpConnection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * An agent whose heartbeats come over many connections at once, and that is never removed. Each
 * version is somebody's: it was answered, or its heartbeat was on its way when the server died.
 */
final class SharedAgent implements JudgedAgent {

  private final String hostname;
  private final BiFunction<String, Random, Beat> beats;

  private final Set<Long> answered = new HashSet<>();
  private final List<Beat> onTheirWay = new ArrayList<>();
  private long first;
  private JsonNode newest = NullNode.getInstance();

  /**
   * @param beats makes what each heartbeat says
   */
  SharedAgent(String hostname, BiFunction<String, Random, Beat> beats) {
    this.hostname = hostname;
    this.beats = beats;
  }

  @Override
  public String hostname() {
    return hostname;
  }

  @Override
  public void act(HttpConnection connection, Random random) throws IOException {
    Beat beat = beats.apply(hostname, random);
    long before = begin(beat);
    end(beat, before, JudgedAgent.recordIn(connection.beat(beat.json())));
  }

  private synchronized long begin(Beat beat) {
    onTheirWay.add(beat);
    return JudgedAgent.version(newest);
  }

  private synchronized void end(Beat beat, long before, JsonNode record) {
    onTheirWay.remove(beat);
    long version = JudgedAgent.version(record);
    assertThat(version).as("%s came after version %d", record, before).isGreaterThan(before);
    assertThat(answered.add(version)).as("answered twice: %s", record).isTrue();
    assertThat(beat.isIn(record)).as("%s was answered with %s", beat, record).isTrue();
    if (version > JudgedAgent.version(newest)) {
      newest = record;
    }
  }

  @Override
  public synchronized void judge(Optional<JsonNode> stored) {
    if (newest.isNull()) {
      assertThat(stored).isEmpty();
      return;
    }
    assertThat(stored).as("answered was %s", newest).isPresent();
    long version = JudgedAgent.version(stored.orElseThrow());
    assertThat(version)
        .as("stored is %s, answered was %s", stored, newest)
        .isGreaterThanOrEqualTo(JudgedAgent.version(newest));
    assertThat(version - first - answered.size())
        .as("versions of %s that nobody asked for", hostname)
        .isLessThanOrEqualTo(onTheirWay.size());
    judgeFields(stored.orElseThrow());
  }

  private void judgeFields(JsonNode stored) {
    if (JudgedAgent.version(stored) == JudgedAgent.version(newest)) {
      assertThat(JudgedAgent.lasting(stored)).isEqualTo(JudgedAgent.lasting(newest));
    } else {
      assertThat(onTheirWay).as("who sent %s", stored).anyMatch(beat -> beat.isIn(stored));
      assertThat(stored.at("/created_at")).isEqualTo(newest.at("/created_at"));
    }
  }

  @Override
  public synchronized void goOnFrom(Answer answer) {
    newest = JudgedAgent.recordIn(answer);
    first = JudgedAgent.version(newest);
    answered.clear();
    onTheirWay.clear();
  }
}
