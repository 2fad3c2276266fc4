package dev.agentregistry.persistence.postgresql.server;

import dev.agentregistry.persistence.postgresql.PostgresOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL server, which needs no installation. It ends with the Java process at the
 * latest.
 */
public final class PostgresServer implements AutoCloseable {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private final Path folder;
  private final boolean isDurable;
  private EmbeddedPostgres running;

  private PostgresServer(Path folder, boolean isDurable, EmbeddedPostgres running) {
    this.folder = folder;
    this.isDurable = isDurable;
    this.running = running;
  }

  /** One for all tests of this Java process, which never waits for a disk. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /** Begun when it is first asked for. */
  private static final class Shared {
    static final PostgresServer SERVER = begin();

    private static PostgresServer begin() {
      try {
        return new PostgresServer(Path.of("unused"), false, builder(false).start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * One that a test may stop and start.
   *
   * @param folder where its data are to be; has to be empty, or not there
   */
  public static PostgresServer start(Path folder) throws IOException {
    return new PostgresServer(folder, true, builder(true).setDataDirectory(folder).start());
  }

  private static EmbeddedPostgres.Builder builder(boolean isDurable) {
    String durable = isDurable ? "on" : "off";
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", durable)
        .setServerConfig("synchronous_commit", durable)
        .setCleanDataDirectory(!isDurable)
        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD);
  }

  /** Stops it, as an administrator does: connections are cut. */
  public void stop() throws IOException {
    running.close();
  }

  /** Starts it again with the same data on the same port. */
  public void startAgain() throws IOException {
    running = builder(isDurable).setDataDirectory(folder).setPort(running.getPort()).start();
  }

  /** A new empty schema, which a store may take for a database of its own. */
  public PostgresOptions fresh() {
    String schema = "test_" + SCHEMAS.incrementAndGet();
    execute("CREATE SCHEMA " + schema);
    return PostgresOptions.of(url("currentSchema=" + schema));
  }

  /** The URL of its database. */
  public String url(String parameters) {
    return "postgresql://postgres@localhost:" + running.getPort() + "/postgres?" + parameters;
  }

  /** Opens a connection beside those of a store. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(running.getJdbcUrl("postgres", "postgres"));
  }

  /** Runs a statement beside a store. */
  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
