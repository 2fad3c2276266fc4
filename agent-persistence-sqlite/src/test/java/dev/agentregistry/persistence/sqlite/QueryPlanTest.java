package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.Sort;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How SQLite goes about the statements of a store: by the key or the index, however many rows. */
class QueryPlanTest {

  private static final String BY_KEY = "SEARCH agents USING INTEGER PRIMARY KEY (rowid=?)";
  private static final Place PLACE = new Place.After(T0, id("one"));

  @TempDir Path folder;
  private NotedStatements statements;
  private SqliteAgentRepository store;

  @BeforeEach
  void openTheStore() {
    Path file = folder.resolve("agents.db");
    statements = new NotedStatements(file);
    store = SqliteAgentRepository.open(file, statements, true);
  }

  @AfterEach
  void closeTheStore() {
    store.close();
  }

  @Test
  void aHeartbeatReadsAndWritesByKey() throws SQLException {
    assertThat(plans()).contains(BY_KEY).allMatch(step -> step.equals(BY_KEY));
  }

  @Test
  void oneAgentIsFoundByKey() throws SQLException {
    statements.takeAll();
    store.find(id("one"));

    assertThat(plans()).containsExactly(BY_KEY);
  }

  @Test
  void theFirstPageWalksTheIndex() throws SQLException {
    assertThat(planOfPage(AgentQuery.builder()))
        .containsExactly("SCAN agents USING INDEX agents_by_last_seen");
  }

  @Test
  void theNextPageSeeksInTheIndex() throws SQLException {
    assertThat(planOfPage(AgentQuery.builder().place(PLACE)))
        .containsExactly("SEARCH agents USING INDEX agents_by_last_seen (last_seen_at<?)");
  }

  @Test
  void theNextPageByIdSeeksTheKey() throws SQLException {
    assertThat(planOfPage(AgentQuery.builder().sort(Sort.ID).place(PLACE)))
        .containsExactly("SEARCH agents USING INTEGER PRIMARY KEY (rowid>?)");
  }

  @Test
  void noFilterMakesAPageSortAllAgents() throws SQLException {
    for (Sort sort : Sort.values()) {
      AgentQueryBuilder query =
          AgentQuery.builder()
              .sort(sort)
              .place(PLACE)
              .statuses(Set.of(new AgentStatus("idle")))
              .hostnames(Set.of("build-01"))
              .repoPaths(Set.of("/srv"))
              .issueIds(Set.of("A-1"))
              .capabilities(Set.of("java"))
              .livenesses(Set.of(Liveness.ONLINE));

      assertThat(planOfPage(query))
          .anyMatch(step -> step.startsWith("SEARCH agents USING IN"))
          .noneMatch(step -> step.contains("TEMP B-TREE"));
    }
  }

  @Test
  void aStepOfAPruneSeeksInTheIndex() throws SQLException {
    statements.takeAll();

    store.prune(new PruneScope(T0, Set.of(), Set.of()), gone -> {});

    assertThat(plans())
        .containsExactly(
            "SEARCH agents USING INDEX agents_by_last_seen (last_seen_at>? AND last_seen_at<?)");
  }

  private List<String> planOfPage(AgentQueryBuilder query) throws SQLException {
    statements.takeAll();
    store.list(query.build(), Listening.always(), T0);
    return plans(
        statements.takeAll().stream().filter(statement -> statement.contains(" LIMIT ")).toList());
  }

  private List<String> plans() throws SQLException {
    return plans(statements.takeAll());
  }

  private List<String> plans(List<String> noted) throws SQLException {
    List<String> steps = new ArrayList<>();
    try (Connection connection = statements.read()) {
      for (String statement : noted) {
        try (PreparedStatement query =
                connection.prepareStatement("EXPLAIN QUERY PLAN " + statement);
            ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            steps.add(rows.getString("detail"));
          }
        }
      }
    }
    statements.takeAll();
    return steps;
  }
}
