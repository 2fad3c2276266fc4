package dev.agentregistry.persistence.postgresql;

import java.util.ArrayList;
import java.util.List;

/** The parts that one transaction each takes of what there is to do. */
final class Steps {

  private Steps() {}

  /** Parts of so many each, in their order; the last may be smaller. */
  static <T> List<List<T>> of(List<T> all, int size) {
    List<List<T>> steps = new ArrayList<>();
    for (int start = 0; start < all.size(); start += size) {
      steps.add(all.subList(start, Math.min(all.size(), start + size)));
    }
    return steps;
  }
}
