package dev.agentregistry.persistence.postgresql;

import static dev.agentregistry.persistence.postgresql.Beats.T0;
import static dev.agentregistry.persistence.postgresql.Beats.beat;
import static dev.agentregistry.persistence.postgresql.Beats.heartbeat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers on several machines, whose clocks never agree to the millisecond. */
@Timeout(60)
class ClocksTest {

  private static final List<String> ISSUES = List.of("T-1");
  private static final Instant LIMIT = T0.plus(Agent.DEFAULT_TTL);
  private static final Instant AHEAD = LIMIT.plusMillis(500);
  private static final Instant BEHIND = LIMIT.minusMillis(500);

  private final PostgresOptions database = PostgresServer.shared().fresh();
  private final PostgresAgentRepository ahead = PostgresAgentRepository.open(database);
  private final PostgresAgentRepository behind = PostgresAgentRepository.open(database);

  @AfterEach
  void close() {
    ahead.close();
    behind.close();
  }

  @Test
  void whoIsBehindDoesNotTellTheOppositeOfWhatWasTold() {
    Heartbeat heartbeat = heartbeat("one").withIssueIds(ISSUES);
    beat(ahead, heartbeat, T0);
    tell(ahead.eventLog(), AHEAD);

    tell(behind.eventLog(), BEHIND);
    assertThat(behind.eventLog().tellAllIssues(Listening.always(), BEHIND)).isZero();
    beat(behind, heartbeat, BEHIND);
    tell(behind.eventLog(), BEHIND);

    assertThat(behind.eventLog().after(0, 100))
        .extracting(event -> event.subject().kind())
        .containsExactly(
            EventKind.REGISTERED,
            EventKind.STALE,
            EventKind.ORPHANED,
            EventKind.BACK,
            EventKind.HELD);
  }

  private static void tell(EventLog log, Instant now) {
    log.tellStale(Listening.always(), now);
    log.tellIssues(ISSUES, Listening.always(), now);
  }
}
