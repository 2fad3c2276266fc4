package dev.agentregistry.cli;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentIdentity;
import java.util.OptionalLong;

/**
 * Which IDs were met, and of which identity, in little memory: 20 bytes each, and no more than
 * 786,432 of them. Thread-safe.
 *
 * <p>Of an identity it keeps 64 bits, so it may take two identities for one, though hardly ever;
 * never one for two.
 */
final class KnownIds {

  private static final int FIRST_SLOTS = 1 << 12;
  private static final int MAX_SLOTS = 1 << 20;

  private int[] ids = new int[FIRST_SLOTS];
  private long[] identities = new long[FIRST_SLOTS];

  /** By slot; 0 where it is free. */
  private long[] lines = new long[FIRST_SLOTS];

  private int used;

  /**
   * Notes an agent.
   *
   * @return the line on which another identity had its ID, if one is known
   */
  synchronized OptionalLong note(Agent agent, long line) {
    int id = (int) agent.id().number();
    long identity = hash(agent.identity());
    int slot = slot(id);
    if (lines[slot] == 0) {
      if (hasRoom()) {
        put(slot(id), id, identity, line);
      }
      return OptionalLong.empty();
    }
    return identities[slot] == identity ? OptionalLong.empty() : OptionalLong.of(lines[slot]);
  }

  private void put(int slot, int id, long identity, long line) {
    ids[slot] = id;
    identities[slot] = identity;
    lines[slot] = line;
    used++;
  }

  /** Where the ID is, or where it would be. IDs are spread evenly: they come from a hash. */
  private int slot(int id) {
    int slot = id & (lines.length - 1);
    while (lines[slot] != 0 && ids[slot] != id) {
      slot = (slot + 1) & (lines.length - 1);
    }
    return slot;
  }

  private boolean hasRoom() {
    if (used < lines.length / 4 * 3) {
      return true;
    }
    if (lines.length == MAX_SLOTS) {
      return false;
    }
    grow();
    return true;
  }

  private void grow() {
    int[] oldIds = ids;
    long[] oldIdentities = identities;
    long[] oldLines = lines;
    ids = new int[oldIds.length * 2];
    identities = new long[ids.length];
    lines = new long[ids.length];
    used = 0;
    for (int i = 0; i < oldLines.length; i++) {
      if (oldLines[i] != 0) {
        put(slot(oldIds[i]), oldIds[i], oldIdentities[i], oldLines[i]);
      }
    }
  }

  /** Unlike the ID, it tells apart where one part ends and the next begins. */
  private static long hash(AgentIdentity identity) {
    long hash = mix(identity.hostname().hashCode(), identity.hostname().length());
    hash =
        hash * 31 + mix(identity.machineAddress().hashCode(), identity.machineAddress().length());
    return hash * 31 + mix(identity.repoPath().hashCode(), identity.repoPath().length());
  }

  private static long mix(int hash, int length) {
    long mixed = (((long) hash << 32) ^ length) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
