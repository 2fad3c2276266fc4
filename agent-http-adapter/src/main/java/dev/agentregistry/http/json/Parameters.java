package dev.agentregistry.http.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parameters of one URL. None is ever ignored silently. Not thread-safe. */
final class Parameters {

  private final Map<String, List<String>> values;
  private final Errors errors = new Errors();

  /**
   * Checks the names.
   *
   * @param values each parameter's values, decoded
   * @param repeatable several values of one of these mean "any of these"
   * @param single each of these may be given once
   */
  Parameters(Map<String, List<String>> values, Set<String> repeatable, Set<String> single) {
    this.values = values;
    values.forEach(
        (name, given) -> {
          if (!single.contains(name) && !repeatable.contains(name)) {
            errors.add(name, "is not a parameter here");
          } else if (given.isEmpty()) {
            errors.add(name, "must have a value");
          } else if (single.contains(name) && given.size() > 1) {
            errors.add(name, "must be given only once");
          }
        });
  }

  /** What is wrong with them, so far. */
  Errors errors() {
    return errors;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  Optional<String> one(String name) {
    return all(name).stream().findFirst();
  }

  Optional<Long> number(String name, long min, long max) {
    Optional<String> text = one(name);
    Optional<Long> number =
        text.filter(digits -> digits.matches("[0-9]{1,18}"))
            .map(Long::valueOf)
            .filter(value -> min <= value && value <= max);
    if (text.isPresent() && number.isEmpty()) {
      errors.add(
          name,
          max == Long.MAX_VALUE
              ? "must be a whole number from " + min
              : "must be a whole number from %d to %d".formatted(min, max));
    }
    return number;
  }

  <T> Optional<T> oneOf(String name, T[] known, Function<T, String> wireName) {
    return anyOf(name, known, wireName).stream().findFirst();
  }

  <T> List<T> anyOf(String name, T[] known, Function<T, String> wireName) {
    List<T> chosen = new ArrayList<>();
    for (String value : all(name)) {
      Optional<T> match =
          Arrays.stream(known).filter(one -> wireName.apply(one).equals(value)).findFirst();
      if (match.isEmpty()) {
        String names = Arrays.stream(known).map(wireName).collect(Collectors.joining(", "));
        errors.add(name, "must be one of " + names);
      }
      match.ifPresent(chosen::add);
    }
    return chosen;
  }
}
