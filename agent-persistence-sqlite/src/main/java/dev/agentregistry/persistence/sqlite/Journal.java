package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Heartbeats that wait to be folded into {@code last_beats}, as the writer knows them. Not
 * thread-safe.
 *
 * <p>Appending dirties one page for many heartbeats; written in place, each dirties a page of the
 * table and one of the index. A fold writes many agents at once in the order of their keys, where
 * neighbours share pages, a step with each commit, so that nobody waits for all of it.
 *
 * <p>Everything here follows the transaction that is open; when that fails, {@link #forget()}.
 */
final class Journal {

  private static final String READ =
      "SELECT seq, key, last_seen_at, version FROM journal WHERE seq > ? ORDER BY seq";
  private static final String FIRST = "SELECT min(seq) FROM journal";
  private static final String LAST = "SELECT max(seq) FROM journal";
  private static final String LAST_COUNTED = "SELECT max(seq) FROM last_beats";
  private static final String CLEAR = "DELETE FROM journal WHERE seq <= ?";
  private static final String INSERT =
      "INSERT OR REPLACE INTO last_beats (key, last_seen_at, version, seq) VALUES (?, ?, ?, ?)";
  private static final String WRITE =
      "UPDATE last_beats SET last_seen_at = ?2, version = ?3, seq = ?4 WHERE key = ?1";

  /** Where another process has folded a later one, that stays. */
  private static final String FOLD = WRITE + " AND seq < ?4";

  /** One statement appends many rows: fewer calls into SQLite, which cost more than the rows. */
  private static final int MANY_ROWS = 32;

  private static final String APPEND_ONE = append(1);
  private static final String APPEND_MANY = append(MANY_ROWS);
  private static final int COLUMNS = 4;

  /** The more there is to fold, the more agents of one step share a page. */
  private static final int STEPS_OF_A_LONG_FOLD = 16;

  /** Deleting is cheaper than folding. */
  private static final int CLEARED_FOR_ONE_FOLDED = 8;

  private final Statements statements;
  private final WriteLimits limits;
  private final Map<Long, Beat> unfolded = new HashMap<>();
  private long firstSeq = 1;
  private long lastSeq;
  private long appended;
  private int appendedSinceStep;

  /** The keys of the fold that is under way, in order; those before {@link #folded} are done. */
  private long[] folding = {};

  private int folded;
  private long foldingUpTo;

  Journal(Statements statements, WriteLimits limits) {
    this.statements = statements;
    this.limits = limits;
  }

  /** Takes in what another process has done; after a failure, all. */
  void refresh() throws SQLException {
    if (statements.queryLong(LAST) < lastSeq) {
      // Somebody has emptied it.
      forget();
    }
    firstSeq = statements.queryLong(FIRST);
    unfolded.values().removeIf(beat -> beat.seq() < firstSeq);
    PreparedStatement read = statements.get(READ);
    read.setLong(1, lastSeq);
    try (ResultSet rows = read.executeQuery()) {
      while (rows.next()) {
        lastSeq = rows.getLong(1);
        unfolded.put(rows.getLong(2), new Beat(rows.getLong(3), rows.getLong(4), lastSeq));
      }
    }
    if (lastSeq == 0) {
      // The next entry must count all the same.
      lastSeq = statements.queryLong(LAST_COUNTED);
      firstSeq = lastSeq + 1;
    }
  }

  /** Drops all that is known, for the next {@link #refresh()}. */
  void forget() {
    unfolded.clear();
    lastSeq = 0;
    firstSeq = 1;
    folding = new long[0];
    folded = 0;
    foldingUpTo = 0;
    appendedSinceStep = 0;
  }

  /** The agent's last heartbeat, where it is later than the row that counts up to {@code seq}. */
  Optional<Beat> later(long key, long seq) {
    return Optional.ofNullable(unfolded.get(key)).filter(beat -> beat.seq() > seq);
  }

  /** The agent's row was written in place: what the journal has of it counts no more. */
  void overtaken(long key) {
    unfolded.remove(key);
  }

  boolean paysFor(int beats) {
    return beats >= limits.fewestBeats();
  }

  /** How many entries there are, dead ones too. */
  long length() {
    return lastSeq - firstSeq + 1;
  }

  void append(List<Agent> agents) throws SQLException {
    int at = 0;
    for (; agents.size() - at >= MANY_ROWS; at += MANY_ROWS) {
      append(APPEND_MANY, agents.subList(at, at + MANY_ROWS));
    }
    for (; at < agents.size(); at++) {
      append(APPEND_ONE, agents.subList(at, at + 1));
    }
  }

  /** Writes an agent's last heartbeat in place. */
  void writeInPlace(Agent agent) throws SQLException {
    write(WRITE, agent.id().number(), Beat.of(agent, lastSeq));
    overtaken(agent.id().number());
  }

  /** Writes the first heartbeat of an agent. */
  void insertInPlace(Agent agent) throws SQLException {
    write(INSERT, agent.id().number(), Beat.of(agent, lastSeq));
    overtaken(agent.id().number());
  }

  /** Whether there are entries that may count. */
  boolean hasUnfolded() {
    return !unfolded.isEmpty();
  }

  /** Whether this process has appended so many entries. */
  boolean hasAppended(int entries) {
    return appended >= entries;
  }

  /** Does a step of a fold if one is under way, or due. */
  void foldIfDue() throws SQLException {
    if (isFolding() || length() >= limits.foldAt()) {
      foldStep();
    }
  }

  /**
   * Does a step of a fold, the first one of a new fold where none is under way.
   *
   * @return whether more is to do
   */
  boolean foldStep() throws SQLException {
    if (!isFolding()) {
      start();
    }
    // Always more than came in since: the end of the fold must come nearer.
    int step = Math.max(smallestStep(), 2 * appendedSinceStep);
    appendedSinceStep = 0;
    int end = Math.min(folding.length, folded + step);
    for (; folded < end; folded++) {
      Beat beat = unfolded.remove(folding[folded]);
      if (beat != null) {
        write(FOLD, folding[folded], beat);
      }
    }
    if (folded == folding.length) {
      clear(CLEARED_FOR_ONE_FOLDED * step);
    }
    return isFolding();
  }

  private int smallestStep() {
    return Math.max(limits.foldStep(), folding.length / STEPS_OF_A_LONG_FOLD);
  }

  private boolean isFolding() {
    return firstSeq <= foldingUpTo;
  }

  private void start() {
    folding = unfolded.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    folded = 0;
    // The newest entry stays, however dead it is: the next one gets its number from it.
    foldingUpTo = lastSeq - 1;
    appendedSinceStep = 0;
  }

  private void clear(int entries) throws SQLException {
    long upTo = Math.min(foldingUpTo, firstSeq + entries);
    PreparedStatement clear = statements.get(CLEAR);
    clear.setLong(1, upTo);
    clear.executeUpdate();
    firstSeq = upTo + 1;
  }

  private void write(String sql, long key, Beat beat) throws SQLException {
    PreparedStatement write = statements.get(sql);
    write.setLong(1, key);
    write.setLong(2, beat.lastSeenAt());
    write.setLong(3, beat.version());
    write.setLong(4, beat.seq());
    write.executeUpdate();
  }

  private void append(String sql, List<Agent> agents) throws SQLException {
    PreparedStatement insert = statements.get(sql);
    int column = 1;
    for (Agent agent : agents) {
      Beat beat = Beat.of(agent, ++lastSeq);
      insert.setLong(column, beat.seq());
      insert.setLong(column + 1, agent.id().number());
      insert.setLong(column + 2, beat.lastSeenAt());
      insert.setLong(column + 3, beat.version());
      column += COLUMNS;
      unfolded.put(agent.id().number(), beat);
    }
    insert.executeUpdate();
    appended += agents.size();
    appendedSinceStep += agents.size();
  }

  private static String append(int rows) {
    return "INSERT INTO journal (seq, key, last_seen_at, version) VALUES "
        + String.join(", ", Collections.nCopies(rows, "(?, ?, ?, ?)"));
  }
}
