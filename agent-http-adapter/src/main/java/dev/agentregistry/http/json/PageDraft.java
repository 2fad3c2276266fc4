package dev.agentregistry.http.json;

import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PruneReport;
import dev.agentregistry.domain.Sort;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been read of a page of agents, or of a report that names some. Not thread-safe. */
final class PageDraft {

  static final JsonObjects<PageDraft> OBJECTS =
      new JsonObjects<>(
          Map.of(
              WireNames.AGENTS,
                  Member.objects(
                      AgentDraft.OBJECTS,
                      AgentDraft::new,
                      (draft, agents) -> draft.agents = Optional.of(agents)),
              WireNames.NEXT, Member.string((draft, next) -> draft.next = Optional.of(next)),
              WireNames.CUTOFF, Member.string((draft, text) -> draft.cutoff = WireTime.parse(text)),
              WireNames.DRY_RUN, Member.bool((draft, value) -> draft.dryRun = value),
              WireNames.TOTAL, number(WireNames.TOTAL),
              WireNames.MATCHED, number(WireNames.MATCHED),
              WireNames.REMOVED, number(WireNames.REMOVED),
              WireNames.SPARED, number(WireNames.SPARED)),
          (draft, name, message) -> draft.errors.add(name, message));

  private final Errors errors = new Errors();
  private final Map<String, Long> numbers = new HashMap<>();
  private Optional<List<AgentDraft>> agents = Optional.empty();
  private Optional<String> next = Optional.empty();
  private Optional<Instant> cutoff = Optional.empty();
  private boolean dryRun;

  PageDraft() {}

  private static Member<PageDraft> number(String name) {
    return Member.integer((draft, value) -> draft.numbers.put(name, value));
  }

  AgentPage<AgentRecord> page(Sort sort) {
    long total = numberOf(WireNames.TOTAL);
    Optional<Place.After> place = next.flatMap(text -> Cursor.parse(sort, text));
    if (next.isPresent() && place.isEmpty()) {
      errors.add(WireNames.NEXT, "must be a place in the list");
    }
    requireAgents();
    return new AgentPage<>(records(), total, place);
  }

  PruneReport report() {
    if (cutoff.isEmpty() && !errors.concern(WireNames.CUTOFF)) {
      errors.add(WireNames.CUTOFF, "must be a time");
    }
    long matched = numberOf(WireNames.MATCHED);
    long removed = numberOf(WireNames.REMOVED);
    long spared = numberOf(WireNames.SPARED);
    requireAgents();
    return new PruneReport(cutoff.orElseThrow(), dryRun, matched, removed, spared, records());
  }

  private List<AgentRecord> records() {
    return agents.orElseThrow().stream().map(AgentDraft::record).toList();
  }

  private void requireAgents() {
    if (agents.isEmpty() && !errors.concern(WireNames.AGENTS)) {
      errors.add(WireNames.AGENTS, "is required");
    }
    errors.throwIfAny();
  }

  private long numberOf(String name) {
    Long number = numbers.get(name);
    if (number == null && !errors.concern(name)) {
      errors.add(name, "is required");
    }
    return number == null ? 0 : number;
  }
}
