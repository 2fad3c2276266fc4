package dev.agentregistry.persistence.postgresql;

import static dev.agentregistry.persistence.postgresql.Beats.T0;
import static dev.agentregistry.persistence.postgresql.Beats.beat;
import static dev.agentregistry.persistence.postgresql.Beats.heartbeat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** U+0000, which no text of PostgreSQL's can hold: whoever asks for it finds nothing. */
@Timeout(60)
class ForeignTextTest {

  private static final Set<String> FOREIGN = Set.of("build-01\0");

  private final PostgresAgentRepository store =
      PostgresAgentRepository.open(PostgresServer.shared().fresh());

  @BeforeEach
  void register() {
    beat(store, heartbeat("one").withIssueIds(List.of("T-1")), T0);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private long count(AgentQueryBuilder query) {
    return store.list(query.build(), Listening.always(), T0).total();
  }

  @Test
  void noAgentHasIt() {
    assertThat(count(AgentQuery.builder().hostnames(FOREIGN))).isZero();
    assertThat(count(AgentQuery.builder().repoPaths(FOREIGN))).isZero();
    assertThat(count(AgentQuery.builder().hostnames(List.of("build-01", "\0")))).isOne();
    assertThat(store.issues(IssueQuery.all().on(FOREIGN), Listening.always(), T0).total()).isZero();
  }

  @Test
  void nothingIsRemovedByIt() {
    PruneScope scope = new PruneScope(T0.plusSeconds(1), Set.of(), FOREIGN);

    assertThat(store.prune(scope, T0, gone -> {})).isZero();
    assertThat(store.accessTokens().revoke("\0")).isFalse();
  }
}
