package dev.agentregistry.http.json;

import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssueAgent;
import dev.agentregistry.domain.IssueState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been read of an issue. Not thread-safe. */
final class IssueDraft {

  static final JsonObjects<IssueDraft> OBJECTS =
      new JsonObjects<>(
          Map.of(
              WireNames.ISSUE_ID, Member.string((draft, id) -> draft.issueId = Optional.of(id)),
              WireNames.STATE, Member.string((draft, state) -> draft.state = Optional.of(state)),
              WireNames.AGENT_COUNT,
                  Member.integer((draft, count) -> draft.agentCount = Optional.of(count)),
              WireNames.AGENTS,
                  Member.objects(
                      IssueAgentDraft.OBJECTS,
                      IssueAgentDraft::new,
                      (draft, agents) -> draft.agents = Optional.of(agents))),
          (draft, name, message) -> draft.errors.add(name, message));

  private final Errors errors = new Errors();
  private Optional<String> issueId = Optional.empty();
  private Optional<String> state = Optional.empty();
  private Optional<Long> agentCount = Optional.empty();
  private Optional<List<IssueAgentDraft>> agents = Optional.empty();

  IssueDraft() {}

  /**
   * The issue.
   *
   * @throws InvalidRequestException naming every member that is missing or bad
   */
  Issue issue() {
    String id = errors.required(WireNames.ISSUE_ID, issueId).orElse("");
    long count = errors.required(WireNames.AGENT_COUNT, agentCount).orElse(0L);
    List<IssueAgentDraft> named = errors.required(WireNames.AGENTS, agents).orElse(List.of());
    Optional<IssueState> known =
        state.flatMap(
            text ->
                Arrays.stream(IssueState.values())
                    .filter(one -> WireNames.of(one).equals(text))
                    .findFirst());
    if (known.isEmpty() && !errors.concern(WireNames.STATE)) {
      errors.add(WireNames.STATE, "must be held, contested or orphaned");
    }
    errors.throwIfAny();
    List<IssueAgent> shown = named.stream().map(IssueAgentDraft::agent).toList();
    return new Issue(id, known.orElseThrow(), count, shown);
  }
}
