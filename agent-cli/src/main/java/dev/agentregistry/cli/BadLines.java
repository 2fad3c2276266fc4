package dev.agentregistry.cli;

import java.util.SortedMap;
import java.util.TreeMap;

/** The lines that cannot be imported: how many, and why the first of them cannot. Thread-safe. */
final class BadLines {

  private static final int TOLD = 20;

  private final SortedMap<Long, String> first = new TreeMap<>();
  private long count;

  synchronized void add(long line, String reason) {
    count++;
    first.put(line, reason);
    if (first.size() > TOLD) {
      // They come from many threads, and so in no order.
      first.remove(first.lastKey());
    }
  }

  synchronized long count() {
    return count;
  }

  synchronized void tell(Shell shell) {
    first.forEach((line, reason) -> shell.say("line " + line + ": " + reason));
    if (count > first.size()) {
      shell.say("… and " + (count - first.size()) + " more bad lines");
    }
  }
}
