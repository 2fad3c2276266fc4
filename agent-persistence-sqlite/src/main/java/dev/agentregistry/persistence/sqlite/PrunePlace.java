package dev.agentregistry.persistence.sqlite;

/**
 * How far a prune has come, in the order of the index on time, read backwards: the longest silent
 * first, ties by falling key.
 *
 * @param lastSeenAt the time of the last row that was looked at
 * @param key its key
 */
record PrunePlace(long lastSeenAt, long key) {

  static final PrunePlace START = new PrunePlace(Long.MIN_VALUE, Long.MAX_VALUE);
}
