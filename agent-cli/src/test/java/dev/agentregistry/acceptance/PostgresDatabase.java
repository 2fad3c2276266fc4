package dev.agentregistry.acceptance;

import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * An empty database on a PostgreSQL server, and a role that needs a password for it.
 *
 * @param url where it is, with the role and without the password
 * @param role the role
 */
record PostgresDatabase(String url, String role) {

  static final String PASSWORD = "Pw9-never-to-be-seen";

  static PostgresDatabase make() {
    PostgresServer server = PostgresServer.shared();
    String url = server.fresh().url();
    String schema = url.substring(url.indexOf("currentSchema=") + "currentSchema=".length());
    server.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(schema, PASSWORD));
    server.execute("GRANT ALL ON SCHEMA %1$s TO %1$s".formatted(schema));
    askForPassword(server, schema);
    return new PostgresDatabase(url.replace("//postgres@", "//" + schema + "@"), schema);
  }

  /** Else it lets everybody in who is on this machine. It does so from the next moments on. */
  private static void askForPassword(PostgresServer server, String role) {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      Path rules = rules(statement);
      Files.writeString(
          rules, "host all %s all scram-sha-256\n".formatted(role) + Files.readString(rules));
      statement.execute("SELECT pg_reload_conf()");
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path rules(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SHOW hba_file")) {
      row.next();
      return Path.of(row.getString(1));
    }
  }

  String urlWithPassword() {
    return url.replaceFirst("@", ":" + PASSWORD + "@");
  }

  /** The same, as PostgreSQL's own tools look for it. */
  Path passFile(Path folder) {
    return file(folder.resolve("pgpass"), "*:*:*:" + role + ":" + PASSWORD);
  }

  /** A file with the password, for its owner alone. */
  static Path passwordFile(Path folder) {
    return file(folder.resolve("password"), PASSWORD);
  }

  private static Path file(Path file, String content) {
    try {
      return Files.setPosixFilePermissions(
          Files.writeString(file, content + "\n"), PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
