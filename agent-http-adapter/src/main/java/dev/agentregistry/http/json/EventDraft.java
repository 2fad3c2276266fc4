package dev.agentregistry.http.json;

import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.RegistryEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What has been read of an event. Not thread-safe. */
final class EventDraft {

  static final JsonObjects<EventDraft> OBJECTS =
      new JsonObjects<>(
          Map.of(
              WireNames.EVENT, Member.string((draft, name) -> draft.name = Optional.of(name)),
              WireNames.AT, Member.string((draft, text) -> draft.at = WireTime.parse(text)),
              WireNames.AGENT,
                  Member.object(
                      AgentDraft.OBJECTS,
                      AgentDraft::new,
                      (draft, agent) -> draft.agent = Optional.of(agent)),
              WireNames.ISSUE,
                  Member.object(
                      IssueDraft.OBJECTS,
                      IssueDraft::new,
                      (draft, issue) -> draft.issue = Optional.of(issue))),
          (draft, name, message) -> draft.errors.add(name, message));

  private final Errors errors = new Errors();
  private Optional<String> name = Optional.empty();
  private Optional<Instant> at = Optional.empty();
  private Optional<AgentDraft> agent = Optional.empty();
  private Optional<IssueDraft> issue = Optional.empty();

  EventDraft() {}

  Optional<RegistryEvent> event(long id) {
    String happened = errors.required(WireNames.EVENT, name).orElse("");
    Instant when = errors.required(WireNames.AT, at).orElse(Instant.EPOCH);
    errors.throwIfAny();
    if (happened.equals(WireNames.RESET)) {
      return Optional.of(new RegistryEvent.Missed(id, when));
    }
    return EventJson.kind(happened).map(kind -> of(id, when, kind));
  }

  private RegistryEvent of(long id, Instant when, EventKind kind) {
    if (kind.issueState().isPresent()) {
      errors.required(WireNames.ISSUE, issue);
      errors.throwIfAny();
      return new RegistryEvent.OfIssue(id, when, issue.orElseThrow().issue());
    }
    errors.required(WireNames.AGENT, agent);
    errors.throwIfAny();
    return new RegistryEvent.OfAgent(id, when, kind, agent.orElseThrow().record());
  }
}
