package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.RegistryUnavailableException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Turns what PostgreSQL and its driver say into one line that says what to do. The codes are those
 * of "PostgreSQL Error Codes" in its manual.
 */
final class Failures {

  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";
  private static final String DUPLICATE_KEY = "23505";
  private static final String READ_ONLY = "25006";
  private static final String CANCELLED = "57014";
  private static final String NO_DATABASE = "3D000";
  private static final String NO_SCHEMA = "3F000";
  private static final String NO_RIGHT = "42501";
  private static final String TABLE_EXISTS = "42P07";

  /** What the driver has where the server wants a password or TLS, and there is none. */
  private static final String REJECTED = "08004";

  private static final Set<String> NO_TABLE = Set.of("42P01", "42703");

  private static final String TOO_MANY_CONNECTIONS = "53300";

  /** The server stops, starts, or was killed, or has cut the connection. */
  private static final Set<String> COME_BACK_LATER =
      Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04");

  /** Somebody else holds a lock, or nobody knows how a transaction ended. */
  private static final Set<String> TRY_AGAIN = Set.of("55P03", "40002", "40003");

  private final String database;

  Failures(PostgresOptions options) {
    this.database = options.shown();
  }

  RegistryUnavailableException of(Throwable failure) {
    if (failure instanceof RegistryUnavailableException told) {
      return told;
    }
    return failure instanceof SQLException e
        ? translate(e)
        : failure("the database %s failed (" + failure + ")", true, failure);
  }

  private RegistryUnavailableException translate(SQLException e) {
    String code = code(e);
    if (isAway(e)) {
      return failure(
          "the database %s cannot be reached (" + line(e) + "): check that it runs", true, e);
    }
    return switch (code) {
      case SERIALIZATION_FAILURE, DEADLOCK, DUPLICATE_KEY ->
          failure("the database %s is busy: others keep changing the same agents; try again", e);
      case CANCELLED -> failure("the database %s took too long to answer: try again", e);
      case READ_ONLY ->
          failure(
              "the database %s takes no changes, as a standby does: name the primary, or all"
                  + " hosts with targetServerType=primary",
              e);
      case NO_DATABASE -> failure("there is no such database: %s; make it with createdb", false, e);
      case NO_SCHEMA ->
          failure(
              "there is no schema for the tables in the database %s: make it, or name another with"
                  + " ?currentSchema=",
              false, e);
      case NO_RIGHT ->
          failure("the database %s does not let this user in (" + line(e) + ")", false, e);
      default -> byClass(code, e);
    };
  }

  private RegistryUnavailableException byClass(String code, SQLException e) {
    if (code.equals(REJECTED)) {
      return failure(
          "the database %s does not take this connection ("
              + line(e)
              + "): check the password and sslmode",
          false,
          e);
    }
    if (code.startsWith("28")) {
      return failure(
          "the database %s refused the user or the password (" + line(e) + ")", false, e);
    }
    if (TRY_AGAIN.contains(code) || code.isEmpty()) {
      return failure("the database %s could not answer (" + line(e) + "): try again", true, e);
    }
    if (code.startsWith("53")) {
      return failure("the database %s lacks room or memory (" + line(e) + ")", true, e);
    }
    if (NO_TABLE.contains(code)) {
      return failure(
          "a table is missing in the database %s (" + line(e) + "): restore a backup", false, e);
    }
    return failure("the database %s cannot be used (" + line(e) + ")", false, e);
  }

  RegistryUnavailableException empty() {
    return failure(
        "there is no registry in the database %s yet: name the right one, or start a server on it"
            + " first");
  }

  RegistryUnavailableException newer(int version) {
    return failure(
        "the registry in the database %s has version "
            + version
            + ", made by a newer agent registry; this one knows up to "
            + Schema.VERSION
            + ": use the newer program");
  }

  RegistryUnavailableException notUnicode() {
    return failure(
        "the database %s cannot hold every text: make one with createdb --encoding=UTF8"
            + " --template=template0");
  }

  RegistryUnavailableException foreign(SQLException e) {
    return failure(
        "the database %s has tables of another program ("
            + line(e)
            + "): name another database, or a schema of its own with ?currentSchema=",
        false,
        e);
  }

  RegistryUnavailableException closed() {
    return failure("the database %s is closed here");
  }

  RegistryUnavailableException overloaded() {
    return failure("too many requests are waiting for the database %s: try again", true);
  }

  RegistryUnavailableException interrupted(InterruptedException e) {
    return failure(
        "interrupted while the database %s stored a change: it may or may not be stored", true, e);
  }

  private RegistryUnavailableException failure(String text) {
    return failure(text, false);
  }

  private RegistryUnavailableException failure(String text, boolean retryable) {
    return new RegistryUnavailableException(text.replace("%s", database), retryable);
  }

  /** What waiting mends. */
  private RegistryUnavailableException failure(String text, SQLException e) {
    return failure(text, true, e);
  }

  private RegistryUnavailableException failure(String text, boolean retryable, Throwable cause) {
    return new RegistryUnavailableException(text.replace("%s", database), retryable, cause);
  }

  /** Whether the same transaction may well succeed when it is run again at once. */
  static boolean isConflict(SQLException e) {
    return Set.of(SERIALIZATION_FAILURE, DEADLOCK, DUPLICATE_KEY).contains(code(e));
  }

  /** Whether the database is out of reach, or on its way down or up. */
  static boolean isAway(SQLException e) {
    String code = code(e);
    return (code.startsWith("08") && !code.equals(REJECTED)) || COME_BACK_LATER.contains(code);
  }

  /** Whether this is a standby, or a primary that has become one. */
  static boolean isReadOnly(SQLException e) {
    return code(e).equals(READ_ONLY);
  }

  /** Whether the database takes no further connection. */
  static boolean isFull(SQLException e) {
    return code(e).equals(TOO_MANY_CONNECTIONS);
  }

  static boolean isTakenName(SQLException e) {
    return code(e).equals(TABLE_EXISTS);
  }

  private static String code(SQLException e) {
    String code = e.getSQLState();
    return code == null ? "" : code;
  }

  /** PostgreSQL adds lines on where in a statement the fault is, which nobody needs here. */
  private static String line(SQLException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .strip()
        .replaceFirst("\\.$", "");
  }
}
