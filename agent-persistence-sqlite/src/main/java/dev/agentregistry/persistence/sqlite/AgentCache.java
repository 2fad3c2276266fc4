package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agents that the writer met last, so that it need not read them again. Not thread-safe.
 * Bounded in number, and so in memory: agents with long lists are not kept.
 */
final class AgentCache {

  private static final int MAX_AGENTS = 16_384;
  private static final int MAX_CHARACTERS = 1_000;

  private final Map<Long, Agent> agents = new LinkedHashMap<>(16, 0.75f, true);

  @Nullable Agent get(long key) {
    return agents.get(key);
  }

  void put(long key, Agent agent) {
    if (!isSmall(agent)) {
      agents.remove(key);
      return;
    }
    agents.put(key, agent);
    if (agents.size() > MAX_AGENTS) {
      agents.remove(agents.keySet().iterator().next());
    }
  }

  void remove(long key) {
    agents.remove(key);
  }

  void clear() {
    agents.clear();
  }

  private static boolean isSmall(Agent agent) {
    return agent.identity().repoPath().length()
            + characters(agent.issueIds())
            + characters(agent.capabilities())
        <= MAX_CHARACTERS;
  }

  private static int characters(List<String> items) {
    int characters = 0;
    for (String item : items) {
      characters += item.length();
    }
    return characters;
  }
}
