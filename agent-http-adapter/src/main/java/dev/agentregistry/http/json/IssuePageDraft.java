package dev.agentregistry.http.json;

import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssuePage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been read of a page of issues. Not thread-safe. */
final class IssuePageDraft {

  static final JsonObjects<IssuePageDraft> OBJECTS =
      new JsonObjects<>(
          Map.of(
              WireNames.ISSUES,
                  Member.objects(
                      IssueDraft.OBJECTS,
                      IssueDraft::new,
                      (draft, issues) -> draft.issues = Optional.of(issues)),
              WireNames.TOTAL, Member.integer((draft, total) -> draft.total = Optional.of(total)),
              WireNames.NEXT, Member.string((draft, next) -> draft.next = Optional.of(next))),
          (draft, name, message) -> draft.errors.add(name, message));

  private final Errors errors = new Errors();
  private Optional<List<IssueDraft>> issues = Optional.empty();
  private Optional<Long> total = Optional.empty();
  private Optional<String> next = Optional.empty();

  IssuePageDraft() {}

  IssuePage page() {
    List<IssueDraft> drafts = errors.required(WireNames.ISSUES, issues).orElse(List.of());
    long all = errors.required(WireNames.TOTAL, total).orElse(0L);
    Optional<String> after = next.flatMap(IssueParameters::issueId);
    if (next.isPresent() && after.isEmpty()) {
      errors.add(WireNames.NEXT, "must be a place in the list");
    }
    errors.throwIfAny();
    List<Issue> read = drafts.stream().map(IssueDraft::issue).toList();
    return new IssuePage(read, all, after);
  }
}
