package dev.agentregistry.http.json;

import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentCounts.HostCount;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Liveness;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been read of the counts of agents. Not thread-safe. */
final class CountsDraft {

  static final JsonObjects<CountsDraft> OBJECTS =
      new JsonObjects<>(
          Map.of(
              WireNames.TOTAL, Member.integer((draft, total) -> draft.total = Optional.of(total)),
              WireNames.LIVENESS, Member.numbers((draft, counts) -> draft.byLiveness = counts),
              WireNames.STATUS, Member.numbers((draft, counts) -> draft.byStatus = counts),
              WireNames.HOSTS, Member.integer((draft, hosts) -> draft.hosts = hosts),
              WireNames.LARGEST_HOSTS,
                  Member.objects(
                      HostDraft.OBJECTS, HostDraft::new, (draft, found) -> draft.largest = found)),
          (draft, name, message) -> draft.errors.add(name, message));

  private final Errors errors = new Errors();
  private Optional<Long> total = Optional.empty();
  private long hosts;
  private Map<String, Long> byLiveness = Map.of();
  private Map<String, Long> byStatus = Map.of();
  private List<HostDraft> largest = List.of();

  CountsDraft() {}

  AgentCounts counts() {
    if (total.isEmpty() && !errors.concern(WireNames.TOTAL)) {
      errors.add(WireNames.TOTAL, "is required");
    }
    Map<AgentStatus, Long> statuses = statuses();
    errors.throwIfAny();
    Map<Liveness, Long> livenesses = new EnumMap<>(Liveness.class);
    for (Liveness liveness : Liveness.values()) {
      livenesses.put(liveness, byLiveness.getOrDefault(WireNames.of(liveness), 0L));
    }
    return new AgentCounts(
        total.orElseThrow(),
        livenesses,
        statuses,
        hosts,
        largest.stream().map(HostDraft::count).toList());
  }

  private Map<AgentStatus, Long> statuses() {
    Map<AgentStatus, Long> statuses = new HashMap<>();
    byStatus.forEach(
        (word, count) ->
            errors
                .statuses(WireNames.STATUS, List.of(word))
                .forEach(status -> statuses.put(status, count)));
    return statuses;
  }

  /** One host of them. */
  private static final class HostDraft {

    static final JsonObjects<HostDraft> OBJECTS =
        new JsonObjects<>(
            Map.of(
                WireNames.HOSTNAME, Member.string((draft, name) -> draft.hostname = name),
                WireNames.AGENTS, Member.integer((draft, agents) -> draft.agents = agents)),
            (draft, name, message) -> {});

    private String hostname = "";
    private long agents;

    HostCount count() {
      return new HostCount(hostname, agents);
    }
  }
}
