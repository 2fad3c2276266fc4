package dev.agentregistry.cli;

import dev.agentregistry.domain.Liveness;

/**
 * Whether as many agents are there as should be.
 *
 * @param liveness of which liveness
 * @param found how many there are
 * @param least how many there have to be
 * @param most how many there may be
 */
record Check(Liveness liveness, long found, long least, long most) {

  boolean holds() {
    return least <= found && found <= most;
  }

  /** Such as {@code 1 online (at least 3 wanted)}. */
  String words() {
    String counted = found + " " + Values.name(liveness);
    if (found < least) {
      return counted + " (at least " + least + " wanted)";
    }
    return found > most ? counted + " (at most " + most + " wanted)" : counted;
  }
}
