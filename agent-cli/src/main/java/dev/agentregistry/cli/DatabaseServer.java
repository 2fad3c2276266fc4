package dev.agentregistry.cli;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A database on a server, which other machines may use too.
 *
 * @param url where it is; there may be a password in it
 * @param password finds the password where it is not in the URL, each time anew; empty where the
 *     driver may look for it itself
 * @param local the default database file
 */
record DatabaseServer(String url, Supplier<Optional<String>> password, DatabaseFile local)
    implements Database {

  @Override
  public String shown() {
    return Registries.shown(this);
  }

  /** As {@link #shown()}: no secret gets into an error. */
  @Override
  public String toString() {
    return shown();
  }
}
