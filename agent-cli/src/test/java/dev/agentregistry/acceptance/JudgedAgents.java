package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentregistry.acceptance.HttpConnection.Answer;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** All agents of a crash test: most only say that they are alive, some change, some come and go. */
final class JudgedAgents {

  private static final int STEADY = 120;
  private static final int CHANGING = 40;
  private static final int HEAVY = 8;
  private static final int CONTESTED = 4;

  /** How many are judged at once. */
  private static final int TOGETHER = 32;

  private final List<JudgedAgent> steady = new ArrayList<>();
  private final List<JudgedAgent> changing = new ArrayList<>();
  private final List<JudgedAgent> heavy = new ArrayList<>();
  private final List<JudgedAgent> contested = new ArrayList<>();
  private final List<JudgedAgent> owned = new ArrayList<>();

  /**
   * @param connections how many there are; each owns one agent
   */
  JudgedAgents(int connections) {
    for (int i = 0; i < STEADY; i++) {
      steady.add(new SharedAgent("steady-" + i, (hostname, random) -> Beat.plain(hostname)));
    }
    for (int i = 0; i < CHANGING; i++) {
      changing.add(new SharedAgent("changing-" + i, Beat::any));
    }
    for (int i = 0; i < HEAVY; i++) {
      heavy.add(new SharedAgent("heavy-" + i, Beat::heavy));
    }
    for (int i = 0; i < CONTESTED; i++) {
      contested.add(new ContestedAgent("contested-" + i, id("contested-" + i)));
    }
    for (int i = 0; i < connections; i++) {
      owned.add(new OwnedAgent("owned-" + i));
    }
  }

  /** An agent that this connection may act on now. */
  JudgedAgent choose(int connection, Random random) {
    int choice = random.nextInt(100);
    if (choice < 65) {
      return any(steady, random);
    }
    if (choice < 80) {
      return any(changing, random);
    }
    if (choice < 83) {
      return any(heavy, random);
    }
    return choice < 87 ? any(contested, random) : owned.get(connection);
  }

  /**
   * Judges what a server that was just started knows of each, and sends each its next heartbeat.
   *
   * @param left the version of each, by ID, as another program found them before the start
   * @return how many heartbeats these were
   */
  int judge(ServerProcess server, Map<String, Long> left) throws IOException {
    List<JudgedAgent> all = new ArrayList<>();
    List.of(steady, changing, heavy, contested, owned).forEach(all::addAll);
    try (HttpConnections connections = HttpConnections.to(server, TOGETHER)) {
      Listed listed = Listed.over(connections.get(0));
      assertThat(listed.versions()).isEqualTo(left);
      Map<String, JsonNode> stored = new HashMap<>(listed.byHostname());
      for (int i = 0; i < all.size(); i += TOGETHER) {
        judge(all.subList(i, Math.min(i + TOGETHER, all.size())), stored, connections);
      }
      assertThat(stored).as("agents that nobody registered").isEmpty();
    }
    return all.size();
  }

  /** Some of them at once, since the disk takes as long for one. */
  private static void judge(
      List<JudgedAgent> some, Map<String, JsonNode> stored, HttpConnections connections)
      throws IOException {
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      String hostname = some.get(i).hostname();
      Optional<JsonNode> record = Optional.ofNullable(stored.remove(hostname));
      some.get(i).judge(record);
      expected.add(record.map(JudgedAgent::version).orElse(0L) + 1);
      String beat = Beat.plain(hostname).json();
      connections.get(i).write("POST", "/api/agents/heartbeat", beat);
    }
    for (int i = 0; i < some.size(); i++) {
      Answer next = connections.get(i).read();
      assertThat(JudgedAgent.version(JudgedAgent.recordIn(next)))
          .as("after the start: %s", next)
          .isEqualTo(expected.get(i));
      some.get(i).goOnFrom(next);
    }
  }

  private static JudgedAgent any(List<JudgedAgent> agents, Random random) {
    return agents.get(random.nextInt(agents.size()));
  }

  private static String id(String hostname) {
    return AgentId.derive(new AgentIdentity(hostname, "10.0.0.5", "/srv/repos/tracker")).value();
  }
}
