package dev.agentregistry.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with a heartbeat, so that all of it is told at once. Not thread-safe. */
final class Violations {

  private final List<Violation> found = new ArrayList<>();

  void add(HeartbeatField field, String message) {
    found.add(new Violation(field, message));
  }

  void addAll(List<Violation> violations) {
    found.addAll(violations);
  }

  /** The rule of the three parts of an identity. */
  void checkText(HeartbeatField field, String value, int maxCharacters) {
    TextRules.problemWith(value, maxCharacters).ifPresent(problem -> add(field, problem));
  }

  /** The rule of issue IDs and capabilities. */
  void checkItems(HeartbeatField field, List<String> items) {
    if (items.size() > Heartbeat.MAX_ITEMS) {
      add(
          field,
          "must have at most %d items, but has %d".formatted(Heartbeat.MAX_ITEMS, items.size()));
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      Optional<String> problem =
          TextRules.problemWithItem(items.get(i), Heartbeat.MAX_ITEM_CHARACTERS);
      if (problem.isPresent()) {
        add(field, "item %d %s".formatted(i + 1, problem.get()));
      }
    }
  }

  /** The rule of the TTL. */
  void checkTtl(Duration ttl) {
    if (!Heartbeat.isAllowedTtl(ttl)) {
      boolean wholeSeconds = ttl.toNanosPart() == 0;
      add(
          HeartbeatField.TTL,
          "must be a whole number of seconds from %d to %d, but is %s"
              .formatted(
                  Heartbeat.MIN_TTL.toSeconds(),
                  Heartbeat.MAX_TTL.toSeconds(),
                  wholeSeconds ? ttl.toSeconds() : ttl));
    }
  }

  boolean concern(HeartbeatField field) {
    return found.stream().anyMatch(violation -> violation.field() == field);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparing(Violation::field));
      throw new InvalidHeartbeatException(found);
    }
  }
}
