package dev.agentregistry.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectorTest {

  private final Connector connector = new Connector(PostgresServer.shared().fresh());

  /** A look through ten million agents, or a migration of them, takes more than a moment. */
  @Test
  void longWorkIsNotTakenForADatabaseThatIsAway() throws Exception {
    try (Connection moment = connector.open();
        Connection work = connector.openForLongWork()) {
      assertThat(moment.getNetworkTimeout()).isBetween(1, 5_000);
      assertThat(work.getNetworkTimeout())
          .isGreaterThanOrEqualTo((int) Duration.ofMinutes(5).toMillis());
    }
  }
}
