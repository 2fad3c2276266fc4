package dev.agentregistry.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a change of one agent means to those who follow events: the rule, for stores.
 *
 * @param kind what happened
 * @param agent the agent as it is since then; a removed one as it was
 * @param droppedIssueIds the issues that it named before and does not name any more
 */
public record Happening(EventKind kind, Agent agent, List<String> droppedIssueIds) {

  /** Takes a copy. */
  public Happening {
    droppedIssueIds = List.copyOf(droppedIssueIds);
  }

  /**
   * Compares an agent before and after a change. A heartbeat that says nothing new is no event.
   *
   * @param before the agent as it was stored; empty where there was none
   * @param after the agent as it is stored now; empty where it was removed
   * @param wasToldStale whether it was told that the agent is stale, since its last heartbeat
   */
  public static List<Happening> between(
      Optional<Agent> before, Optional<Agent> after, boolean wasToldStale) {
    if (before.isEmpty() || after.isEmpty()) {
      return ofOne(before, after);
    }
    Agent was = before.get();
    Agent is = after.get();
    if (!was.createdAt().equals(is.createdAt())) {
      return List.of(of(EventKind.REMOVED, was), of(EventKind.REGISTERED, is));
    }
    return kind(was, is, wasToldStale).map(kind -> List.of(of(kind, was, is))).orElse(List.of());
  }

  /** An agent became stale: nobody changed it. */
  public static Happening stale(Agent agent) {
    return of(EventKind.STALE, agent);
  }

  private static List<Happening> ofOne(Optional<Agent> before, Optional<Agent> after) {
    List<Happening> all = new ArrayList<>();
    before.ifPresent(was -> all.add(of(EventKind.REMOVED, was)));
    after.ifPresent(is -> all.add(of(EventKind.REGISTERED, is)));
    return all;
  }

  private static Optional<EventKind> kind(Agent was, Agent is, boolean wasToldStale) {
    boolean wasGone = was.status().isGoodbye();
    if (is.status().isGoodbye() && !wasGone) {
      return Optional.of(EventKind.OFFLINE);
    }
    if (!is.status().isGoodbye() && (wasGone || wasToldStale)) {
      return Optional.of(EventKind.BACK);
    }
    return was.saysTheSameAs(is) ? Optional.empty() : Optional.of(EventKind.CHANGED);
  }

  private static Happening of(EventKind kind, Agent agent) {
    return new Happening(kind, agent, List.of());
  }

  private static Happening of(EventKind kind, Agent was, Agent is) {
    List<String> dropped = new ArrayList<>(was.issueIds());
    dropped.removeAll(is.issueIds());
    return new Happening(kind, is, dropped);
  }
}
