package dev.agentregistry.persistence.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Makes connections to the database, alone or in pools. */
final class Connector {

  /** How long it may take to reach the database. */
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(3);

  /** How long one statement may take that makes tables, or looks through all of them. */
  private static final Duration LONGEST_WORK = Duration.ofMinutes(10);

  /** What a network swallows is noticed so much later than a statement that takes too long. */
  private static final Duration NETWORK_DELAY = Duration.ofSeconds(5);

  private static final String SOCKET_TIMEOUT = "socketTimeout";

  private final PostgresOptions options;

  Connector(PostgresOptions options) {
    this.options = options;
  }

  /** Opens a connection beside all pools for what takes no time. */
  Connection open() throws SQLException {
    return DriverManager.getConnection(options.jdbcUrl(), properties(CONNECT_PATIENCE));
  }

  /**
   * Opens a connection beside all pools, quickly or not at all, for statements that take as long as
   * they must.
   */
  Connection openForLongWork() throws SQLException {
    Connection connection = open();
    if (!options.hasParameter(SOCKET_TIMEOUT)) {
      connection.setNetworkTimeout(Runnable::run, (int) LONGEST_WORK.toMillis());
    }
    return connection;
  }

  /**
   * Makes a pool; it connects when it is first asked.
   *
   * @param name for its threads
   * @param size how many connections it has at most
   * @param statements how long a statement may take
   * @param isForReading whether they are for reading alone, all of one moment in a transaction
   */
  HikariDataSource pool(String name, int size, Duration statements, boolean isForReading) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("agent-registry-" + name);
    config.setJdbcUrl(options.jdbcUrl());
    Properties properties = properties(statements.plus(NETWORK_DELAY));
    if (isForReading) {
      // For what is searched by many ways, a plan that is made anew each time is the better one.
      setUnlessInUrl(properties, "prepareThreshold", "0");
    }
    config.setDataSourceProperties(properties);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(CONNECT_PATIENCE.toMillis());
    config.setValidationTimeout(CONNECT_PATIENCE.toMillis());
    config.setAutoCommit(false);
    config.setReadOnly(isForReading);
    config.setTransactionIsolation(
        isForReading ? "TRANSACTION_REPEATABLE_READ" : "TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql("SET statement_timeout = " + statements.toMillis());
    // Else it would be part of the first transaction, and gone where that is rolled back.
    config.setIsolateInternalQueries(true);
    return new HikariDataSource(config);
  }

  /** What is in the URL counts more than these. */
  private Properties properties(Duration patience) {
    Properties properties = new Properties();
    options.user().ifPresent(user -> properties.setProperty("user", user));
    options.effectivePassword().ifPresent(password -> properties.setProperty("password", password));
    options.keyPassword().ifPresent(secret -> properties.setProperty("sslpassword", secret));
    setUnlessInUrl(properties, "ApplicationName", "agent-registry");
    setUnlessInUrl(properties, "connectTimeout", String.valueOf(CONNECT_PATIENCE.toSeconds()));
    setUnlessInUrl(properties, SOCKET_TIMEOUT, String.valueOf(patience.toSeconds()));
    setUnlessInUrl(properties, "tcpKeepAlive", "true");
    return properties;
  }

  private void setUnlessInUrl(Properties properties, String name, String value) {
    if (!options.hasParameter(name)) {
      properties.setProperty(name, value);
    }
  }
}
