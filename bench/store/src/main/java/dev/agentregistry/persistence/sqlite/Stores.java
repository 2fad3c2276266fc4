package dev.agentregistry.persistence.sqlite;

import java.nio.file.Path;

/**
 * The store with its journal and without it, for the benchmarks alone: whoever uses the store has
 * no such choice. It lies in the store's package, since the limits are nobody else's business.
 */
public final class Stores {

  private Stores() {}

  /**
   * Opens a new database.
   *
   * @param journal whether heartbeats that change nothing but the time go through the journal;
   *     without it each is written in place, many to a commit
   */
  public static SqliteAgentRepository open(Path file, boolean journal) {
    return SqliteAgentRepository.open(
        file, new Connections(file), true, journal ? WriteLimits.USUAL : inPlace());
  }

  private static WriteLimits inPlace() {
    WriteLimits usual = WriteLimits.USUAL;
    return new WriteLimits(
        Integer.MAX_VALUE, usual.foldAt(), usual.foldStep(), usual.checkpointPages());
  }
}
