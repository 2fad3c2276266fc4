package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Agents that the writer has met, so that their records need not be read again: the stamp tells
 * whether a record is still the same. Not thread-safe. Bounded in number, and so in memory: agents
 * with long lists are not kept.
 *
 * <p>Once it is full, few newcomers are let in. Were it always those that came last, then more
 * agents than it holds, beating in turn, would each be gone before they come again.
 */
final class RecordCache {

  private static final int MAX_AGENTS = 32_768;
  private static final int MAX_CHARACTERS = 1_000;

  /** One newcomer of so many takes the place of the one that has been here for longest. */
  private static final int NEWCOMERS_FOR_ONE_PLACE = 64;

  private final Map<Long, Stored> agents = new LinkedHashMap<>();
  private int newcomers;

  @Nullable Stored get(long key) {
    return agents.get(key);
  }

  void put(Stored stored) {
    long key = stored.agent().id().number();
    if (!isSmall(stored.agent())) {
      agents.remove(key);
    } else if (agents.size() < MAX_AGENTS || agents.containsKey(key)) {
      agents.put(key, stored);
    } else if (++newcomers % NEWCOMERS_FOR_ONE_PLACE == 0) {
      agents.remove(agents.keySet().iterator().next());
      agents.put(key, stored);
    }
  }

  void remove(long key) {
    agents.remove(key);
  }

  private static boolean isSmall(Agent agent) {
    return agent.identity().repoPath().length()
            + characters(agent.issueIds())
            + characters(agent.capabilities())
        <= MAX_CHARACTERS;
  }

  private static int characters(List<String> items) {
    return items.stream().mapToInt(String::length).sum();
  }
}
