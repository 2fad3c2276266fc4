package dev.agentregistry.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Many of something, a few at a time. */
final class Chunks {

  private Chunks() {}

  /** The same values in their order, in sets of a limited size. */
  static List<Set<String>> of(Collection<String> values, int size) {
    List<Set<String>> chunks = new ArrayList<>();
    Set<String> chunk = new LinkedHashSet<>();
    for (String value : values) {
      chunk.add(value);
      if (chunk.size() == size) {
        chunks.add(chunk);
        chunk = new LinkedHashSet<>();
      }
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }
}
