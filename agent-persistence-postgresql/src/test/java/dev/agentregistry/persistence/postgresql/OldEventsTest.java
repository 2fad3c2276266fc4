package dev.agentregistry.persistence.postgresql;

import static dev.agentregistry.persistence.postgresql.Beats.T0;
import static dev.agentregistry.persistence.postgresql.Beats.beat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OldEventsTest {

  private final PostgresOptions database = PostgresServer.shared().fresh();

  /** As another server does that removes them, too. */
  @Test
  void aPruneTellsWhoIsGoneThoughSomebodyHoldsOnToOldEvents() throws Exception {
    PostgresOptions impatient =
        PostgresOptions.of(database.url() + "&options=-c%20lock_timeout=100");
    List<Agent> gone = new ArrayList<>();
    try (PostgresAgentRepository store = PostgresAgentRepository.open(impatient);
        Connection other = new Connector(database).open();
        Statement statement = other.createStatement()) {
      Shell.run(
          database,
          "INSERT INTO events (seq, at, event) VALUES (1, now(), 'removed');"
              + " UPDATE event_counter SET newest = "
              + (EventLog.KEPT_EVENTS + 998));
      beat(store, "one");
      other.setAutoCommit(false);
      statement.execute("SELECT seq FROM events WHERE seq = 1 FOR UPDATE");

      Instant later = T0.plusSeconds(1);
      assertThat(store.prune(new PruneScope(later, Set.of(), Set.of()), later, gone::addAll))
          .isOne();
      assertThat(gone).hasSize(1);
    }
  }
}
