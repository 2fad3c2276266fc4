package dev.agentregistry.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolsTest {

  private static final String TIMEOUT = "SHOW statement_timeout";

  private final PostgresOptions database = PostgresServer.shared().fresh();
  private final Pools pools = new Pools(new Connector(database), new Failures(database));

  @AfterEach
  void close() {
    pools.close();
  }

  /** What fails may well be the first that a connection is used for. */
  @Test
  void aStatementIsLimitedAlsoAfterATransactionThatWasRolledBack() {
    assertThatExceptionOfType(RegistryUnavailableException.class)
        .isThrownBy(() -> pools.change(connection -> ask(connection, "SELECT 1 / 0")));
    assertThatExceptionOfType(RegistryUnavailableException.class)
        .isThrownBy(() -> pools.read(connection -> ask(connection, "SELECT 1 / 0")));

    assertThat(pools.<String>change(connection -> ask(connection, TIMEOUT))).isEqualTo("10s");
    assertThat(pools.<String>read(connection -> ask(connection, TIMEOUT))).isEqualTo("30s");
    assertThat(pools.<String>readOne(connection -> ask(connection, TIMEOUT))).isEqualTo("30s");
  }

  /** As others may have taken all connections that the database has. */
  @Test
  void whoIsConnectedGoesOnWhileTheDatabaseTakesNoMoreConnections() throws Exception {
    String name = "crowded_" + database.url().replaceFirst(".*=", "");
    Shell.run(database, "CREATE ROLE %s LOGIN CONNECTION LIMIT 1".formatted(name));
    PostgresOptions crowded =
        PostgresOptions.of(database.url().replaceFirst("postgres@", name + "@"));
    try (Pools few = new Pools(new Connector(crowded), new Failures(crowded))) {
      few.change(connection -> ask(connection, "SELECT 1"));

      assertThatExceptionOfType(RegistryUnavailableException.class)
          .isThrownBy(() -> few.read(connection -> ask(connection, "SELECT 1")))
          .withMessageContaining("too many connections")
          .matches(RegistryUnavailableException::isRetryable);
      assertThat(few.<String>change(connection -> ask(connection, "SELECT 1"))).isEqualTo("1");
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
