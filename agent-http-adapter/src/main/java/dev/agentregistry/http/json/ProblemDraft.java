package dev.agentregistry.http.json;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.InvalidHeartbeatException;
import dev.agentregistry.http.json.Problem.Facts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been read of a problem. What it does not say, its status says. Not thread-safe. */
final class ProblemDraft {

  static final JsonObjects<ProblemDraft> OBJECTS =
      new JsonObjects<>(
          Map.of(
              "type",
              text("type"),
              "title",
              text("title"),
              "detail",
              text("detail"),
              "instance",
              text("instance"),
              "errors",
              Member.objects(
                  ErrorDraft.OBJECTS, ErrorDraft::new, (draft, found) -> draft.errors = found),
              WireNames.STORED,
              Member.object(
                  IdentityDraft.OBJECTS,
                  IdentityDraft::new,
                  (draft, stored) -> draft.stored = stored.identity()),
              WireNames.MATCHED,
              Member.integer((draft, matched) -> draft.matched = Optional.of(matched)),
              WireNames.TOTAL,
              Member.integer((draft, total) -> draft.total = Optional.of(total))),
          (draft, name, message) -> {});

  private final Map<String, String> texts = new HashMap<>();
  private List<ErrorDraft> errors = List.of();
  private Optional<AgentIdentity> stored = Optional.empty();
  private Optional<Long> matched = Optional.empty();
  private Optional<Long> total = Optional.empty();

  ProblemDraft() {}

  private static Member<ProblemDraft> text(String name) {
    return Member.string((draft, text) -> draft.texts.put(name, text));
  }

  Problem problem(int status) {
    return new Problem(
        texts.getOrDefault("type", Problem.ABOUT_BLANK),
        texts.getOrDefault("title", ""),
        status,
        texts.getOrDefault("detail", ""),
        Optional.ofNullable(texts.get("instance")),
        errors.stream().map(error -> new FieldError(error.field, error.message)).toList(),
        facts());
  }

  private Optional<Facts> facts() {
    if (stored.isPresent()) {
      return stored.map(Facts.Collision::new);
    }
    return matched.flatMap(agents -> total.map(all -> new Facts.TooLarge(agents, all)));
  }

  private static final class ErrorDraft {

    static final JsonObjects<ErrorDraft> OBJECTS =
        new JsonObjects<>(
            Map.of(
                "field", Member.string((draft, field) -> draft.field = field),
                "message", Member.string((draft, message) -> draft.message = message)),
            (draft, name, message) -> {});

    private String field = "";
    private String message = "";
  }

  private static final class IdentityDraft {

    static final JsonObjects<IdentityDraft> OBJECTS =
        new JsonObjects<>(
            Map.of(
                WireNames.HOSTNAME, text(WireNames.HOSTNAME),
                WireNames.MACHINE_ADDRESS, text(WireNames.MACHINE_ADDRESS),
                WireNames.REPO_PATH, text(WireNames.REPO_PATH)),
            (draft, name, message) -> {});

    private final Map<String, String> texts = new HashMap<>();

    private static Member<IdentityDraft> text(String name) {
      return Member.string((draft, text) -> draft.texts.put(name, text));
    }

    Optional<AgentIdentity> identity() {
      try {
        return Optional.of(
            new AgentIdentity(
                texts.getOrDefault(WireNames.HOSTNAME, ""),
                texts.getOrDefault(WireNames.MACHINE_ADDRESS, ""),
                texts.getOrDefault(WireNames.REPO_PATH, "")));
      } catch (InvalidHeartbeatException notOurs) {
        return Optional.empty();
      }
    }
  }
}
