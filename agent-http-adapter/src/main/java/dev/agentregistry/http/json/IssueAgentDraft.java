package dev.agentregistry.http.json;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.IssueAgent;
import dev.agentregistry.domain.Liveness;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What has been read of an agent on an issue. Not thread-safe. */
final class IssueAgentDraft {

  static final JsonObjects<IssueAgentDraft> OBJECTS =
      new JsonObjects<>(
          Map.of(
              WireNames.ID, text(WireNames.ID),
              WireNames.HOSTNAME, text(WireNames.HOSTNAME),
              WireNames.REPO_PATH, text(WireNames.REPO_PATH),
              WireNames.STATUS, text(WireNames.STATUS),
              WireNames.LIVENESS, text(WireNames.LIVENESS),
              WireNames.LAST_SEEN_AT, text(WireNames.LAST_SEEN_AT)),
          (draft, name, message) -> draft.errors.add(name, message));

  private final Errors errors = new Errors();
  private final Map<String, String> texts = new HashMap<>();

  IssueAgentDraft() {}

  private static Member<IssueAgentDraft> text(String name) {
    return Member.string((draft, text) -> draft.texts.put(name, text));
  }

  /**
   * The agent.
   *
   * @throws InvalidRequestException naming every member that is missing or bad
   */
  IssueAgent agent() {
    Optional<AgentId> id = read(WireNames.ID, AgentId::parse);
    Optional<String> hostname = read(WireNames.HOSTNAME, Optional::of);
    Optional<String> repoPath = read(WireNames.REPO_PATH, Optional::of);
    Optional<Set<AgentStatus>> status =
        read(
            WireNames.STATUS,
            word -> Optional.of(errors.statuses(WireNames.STATUS, List.of(word))));
    Optional<Liveness> liveness = read(WireNames.LIVENESS, IssueAgentDraft::liveness);
    Optional<Instant> lastSeenAt = read(WireNames.LAST_SEEN_AT, WireTime::parse);
    errors.throwIfAny();
    return new IssueAgent(
        id.orElseThrow(),
        hostname.orElseThrow(),
        repoPath.orElseThrow(),
        status.orElseThrow().iterator().next(),
        liveness.orElseThrow(),
        lastSeenAt.orElseThrow());
  }

  private <T> Optional<T> read(String name, Function<String, Optional<T>> reader) {
    Optional<String> text = errors.required(name, Optional.ofNullable(texts.get(name)));
    Optional<T> value = text.flatMap(reader);
    if (text.isPresent() && value.isEmpty()) {
      errors.add(name, "is not known");
    }
    return value;
  }

  private static Optional<Liveness> liveness(String text) {
    return Arrays.stream(Liveness.values())
        .filter(known -> WireNames.of(known).equals(text))
        .findFirst();
  }
}
