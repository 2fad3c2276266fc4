package dev.agentregistry.persistence.sqlite;

import java.util.List;
import java.util.stream.IntStream;

/** The answers to heartbeats, as lines: an agent's name and its version. */
final class Versions {

  private Versions() {}

  /** Each version from 1 on of agents 0 and up: none is missing, none is there twice. */
  static List<String> of(int agents, int versions) {
    return IntStream.range(0, agents)
        .boxed()
        .flatMap(
            agent ->
                IntStream.rangeClosed(1, versions)
                    .mapToObj(version -> "agent-" + agent + " " + version))
        .toList();
  }
}
