package dev.agentregistry.http.json;

import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.InvalidHeartbeatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects bad members and parameters, so that all are told at once. Not thread-safe. */
final class Errors {

  private final List<FieldError> found = new ArrayList<>();

  void add(String field, String message) {
    found.add(new FieldError(field, message));
  }

  boolean concern(String field) {
    return found.stream().anyMatch(error -> error.field().equals(field));
  }

  /** The same value, which has to be there. */
  <T> Optional<T> required(String field, Optional<T> value) {
    if (value.isEmpty() && !concern(field)) {
      add(field, "is required");
    }
    return value;
  }

  /** Reads statuses to filter by. */
  Set<AgentStatus> statuses(String field, Collection<String> values) {
    Set<AgentStatus> statuses = new LinkedHashSet<>();
    for (String value : values) {
      try {
        statuses.add(new AgentStatus(value));
      } catch (InvalidHeartbeatException invalid) {
        invalid.violations().forEach(violation -> add(field, violation.message()));
      }
    }
    return statuses;
  }

  /** Throws what was found, in this order of the fields. */
  void throwIfAny(List<String> fields) {
    found.sort(Comparator.comparingInt(error -> fields.indexOf(error.field())));
    throwIfAny();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidRequestException(found);
    }
  }
}
