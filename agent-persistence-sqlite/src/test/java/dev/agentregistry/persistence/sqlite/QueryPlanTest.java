package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.crowd;
import static dev.agentregistry.persistence.sqlite.Beats.heartbeat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.Sort;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How SQLite goes about the statements of a store: by a key or an index, however many rows. Each
 * step of a plan is what {@code EXPLAIN QUERY PLAN} says of it.
 */
class QueryPlanTest {

  private static final Place PLACE = new Place.After(T0, id("one"));
  private static final Set<AgentStatus> RARE = Set.of(new AgentStatus("rare"));

  @TempDir Path folder;
  private Path file;
  private NotedStatements statements;
  private SqliteAgentRepository store;

  @BeforeEach
  void openTheStore() {
    file = folder.resolve("agents.db");
    statements = new NotedStatements(file);
    store = SqliteAgentRepository.open(file, statements, true);
  }

  @AfterEach
  void closeTheStore() {
    store.close();
  }

  @Test
  void heartbeatsReadByKeyAndWriteBySlot() throws SQLException {
    statements.takeAll();
    Beats.beat(store, "one");
    Beats.beat(store, "one");
    Beats.beat(store, heartbeat("one").withStatus(new AgentStatus("idle")), T0);
    List<String> steps = plans(statements.takeAll());

    assertThat(steps)
        .contains(
            "SEARCH agents USING INDEX agents_by_key (key=?)",
            "SEARCH last_beats USING INTEGER PRIMARY KEY (rowid=?)",
            "SEARCH agent_records USING INTEGER PRIMARY KEY (rowid=?)")
        .noneMatch(QueryPlanTest::readsAll);
  }

  @Test
  void oneAgentIsFoundByKey() throws SQLException {
    statements.takeAll();
    store.find(id("one"));

    assertThat(plans(statements.takeAll()))
        .contains(
            "SEARCH r USING INDEX agents_by_key (key=?)",
            "SEARCH b USING INTEGER PRIMARY KEY (rowid=?)")
        .noneMatch(QueryPlanTest::readsAll);
  }

  @Test
  void theFirstPageWalksTheIndexOnTime() throws SQLException {
    assertThat(planOf(AgentQuery.builder()))
        .contains("SCAN agents USING COVERING INDEX last_beats_by_time")
        .noneMatch(QueryPlanTest::readsAll);
  }

  @Test
  void theNextPageSeeksInIt() throws SQLException {
    assertThat(planOf(AgentQuery.builder().place(PLACE)))
        .contains("SEARCH agents USING COVERING INDEX last_beats_by_time (last_seen_at<?)")
        .noneMatch(QueryPlanTest::readsAll);
  }

  @Test
  void theNextPageByIdSeeksTheKey() throws SQLException {
    assertThat(planOf(AgentQuery.builder().sort(Sort.ID).place(PLACE)))
        .contains("SEARCH agents USING COVERING INDEX agents_by_key (key>?)")
        .noneMatch(QueryPlanTest::readsAll);
  }

  @Test
  void noFilterMakesAPageSortAllAgents() throws SQLException {
    for (int i = 0; i < 100; i++) {
      Beats.beat(store, heartbeat("crowd-" + i).withIssueIds(List.of("A-1")), T0);
    }
    for (Sort sort : Sort.values()) {
      AgentQueryBuilder query =
          AgentQuery.builder()
              .sort(sort)
              .place(PLACE)
              .statuses(Set.of(AgentStatus.ACTIVE))
              .hostnames(Set.of("build-01"))
              .repoPaths(Set.of("/srv"))
              .issueIds(Set.of("A-1"))
              .capabilities(Set.of("java"))
              .livenesses(Set.of(Liveness.ONLINE));

      assertThat(planOf(query)).noneMatch(QueryPlanTest::readsAll);
    }
  }

  @Test
  void agentsOnAnIssueAreFoundByIt() throws SQLException {
    crowd(store, 100, T0);

    assertThat(planOf(AgentQuery.builder().issueIds(Set.of("no-such-issue"))))
        .contains(
            "SEARCH i USING PRIMARY KEY (issue_id=?)",
            "SEARCH r USING INDEX agents_by_key (key=?)");
  }

  @Test
  void issuesAreReadInTheirOrderAndOrphanedOnesFromThoseWhoAreSilent() throws SQLException {
    crowd(store, 100, T0);
    statements.takeAll();
    store.issues(IssueQuery.all().after("A-1"), Listening.always(), T0);
    assertThat(plans(statements.takeAll()))
        .contains("SEARCH i USING PRIMARY KEY (issue_id>?)")
        .doesNotContain("SCAN agents", "SCAN r", "SCAN b");

    store.issues(IssueQuery.all().in(Set.of(IssueState.ORPHANED)), Listening.always(), T0);
    assertThat(plans(statements.takeAll()))
        .contains("SEARCH b USING COVERING INDEX last_beats_by_time (last_seen_at<?)")
        .doesNotContain("SCAN agents", "SCAN r", "SCAN b");
  }

  @Test
  void whoFellSilentIsLookedForInTheIndexOnTime() throws SQLException {
    crowd(store, 100, T0);
    statements.takeAll();
    store.eventLog().tellStale(Listening.always(), T0);

    assertThat(plans(statements.takeAll()))
        .contains(
            "SEARCH b USING COVERING INDEX last_beats_by_time (last_seen_at>? AND last_seen_at<?)")
        .doesNotContain("SCAN agents", "SCAN r", "SCAN b");
  }

  @Test
  void agentsOfAHostAreFoundByIt() throws SQLException {
    crowd(store, 100, T0);
    Beats.beat(store, "elsewhere");

    assertThat(planOf(AgentQuery.builder().hostnames(Set.of("no-such-host"))))
        .contains(
            "SEARCH agents USING COVERING INDEX agents_by_hostname (hostname_folded=?)",
            "SEARCH r USING COVERING INDEX agents_by_hostname (hostname_folded=?)")
        .noneMatch(QueryPlanTest::scansATable);
  }

  @Test
  void agentsOfARareStatusAreFoundByIt() throws SQLException {
    crowd(store, 100, T0);

    assertThat(planOf(AgentQuery.builder().statuses(RARE)))
        .contains("SEARCH r USING COVERING INDEX agents_by_status (status=?)")
        .noneMatch(QueryPlanTest::scansATable);
  }

  @Test
  void agentsOfAFrequentStatusAreMetOnTheWay() throws SQLException {
    crowd(store, 100, T0);

    assertThat(planOf(AgentQuery.builder().statuses(Set.of(AgentStatus.ACTIVE)).limit(5)))
        .contains("SCAN b USING COVERING INDEX last_beats_by_time")
        .noneMatch(QueryPlanTest::readsAll);
  }

  @Test
  void thoseSeenBeforeAreCountedInTheIndex() throws SQLException {
    assertThat(planOf(AgentQuery.builder().seenBefore(new PointInTime.At(T0))))
        .contains("SEARCH agents USING COVERING INDEX last_beats_by_time (last_seen_at<?)")
        .noneMatch(QueryPlanTest::readsAll);
  }

  @Test
  void theOnlineAndTheStaleAreSoughtAndCountedInTheIndexOnTime() throws SQLException {
    crowd(store, 100, T0);

    assertThat(planOf(AgentQuery.builder().livenesses(Set.of(Liveness.ONLINE)).limit(5)))
        .contains(
            "SEARCH b USING COVERING INDEX last_beats_by_time (last_seen_at>? AND last_seen_at<?)",
            "SEARCH agents USING COVERING INDEX last_beats_by_time (last_seen_at<?)")
        .noneMatch(QueryPlanTest::readsAll);
    assertThat(planOf(AgentQuery.builder().livenesses(Set.of(Liveness.STALE)).limit(5)))
        .contains("SEARCH b USING COVERING INDEX last_beats_by_time (last_seen_at<?)")
        .noneMatch(QueryPlanTest::readsAll);
  }

  @Test
  void theFewStaleAmongManyAreNotLookedForAmongAll() throws SQLException {
    crowd(store, 100, T0);
    Beats.beat(store, heartbeat("stale"), T0.minusSeconds(3_600));
    AgentQueryBuilder stale = AgentQuery.builder().livenesses(Set.of(Liveness.STALE)).sort(Sort.ID);

    assertThat(planOf(stale))
        .contains("SEARCH b USING COVERING INDEX last_beats_by_time (last_seen_at<?)")
        .noneMatch(QueryPlanTest::scansATable);
  }

  @Test
  void whoSaidGoodbyeIsFoundByTheStatus() throws SQLException {
    crowd(store, 100, T0);

    assertThat(planOf(AgentQuery.builder().livenesses(Set.of(Liveness.OFFLINE)).limit(5)))
        .contains("SEARCH r USING COVERING INDEX agents_by_status (status=?)")
        .noneMatch(QueryPlanTest::scansATable);
  }

  @Test
  void countsLookAtNoTableOfAgents() throws SQLException {
    crowd(store, 100, T0);
    Beats.beat(store, heartbeat("week").withTtl(Duration.ofDays(7)), T0);
    Beats.beat(store, heartbeat("gone").withStatus(new AgentStatus("stopped")), T0);
    statements.takeAll();
    store.count(Listening.always(), T0);

    assertThat(plans(statements.takeAll()))
        .contains("SCAN agent_records USING COVERING INDEX agents_by_hostname")
        .noneMatch(step -> step.matches("SCAN (agents|agent_records|last_beats|r|b)"));
  }

  /** Else each question of liveness would push out a statement that is asked again and again. */
  @Test
  void questionsOfLivenessAtAnotherMomentPrepareNoStatementAnew() {
    crowd(store, 10, T0);
    Beats.beat(store, heartbeat("week").withTtl(Duration.ofDays(7)), T0);
    askForLiveness(T0);
    statements.takeAll();

    askForLiveness(T0.plusSeconds(1));

    assertThat(statements.takeAll()).isEmpty();
  }

  private void askForLiveness(Instant now) {
    store.count(Listening.always(), now);
    for (Set<Liveness> wanted :
        List.of(
            Set.of(Liveness.ONLINE),
            Set.of(Liveness.STALE),
            Set.of(Liveness.OFFLINE),
            Set.of(Liveness.STALE, Liveness.OFFLINE))) {
      for (Sort sort : Sort.values()) {
        AgentQuery query = AgentQuery.builder().livenesses(wanted).sort(sort).build();
        store.list(query, Listening.always(), now);
      }
    }
  }

  @Test
  void aStepOfAPruneGoesByTheSlot() throws SQLException {
    statements.takeAll();

    store.prune(new PruneScope(T0, RARE, Set.of("host")), T0, gone -> {});

    assertThat(plans(statements.takeAll()))
        .contains(
            "SEARCH last_beats USING INTEGER PRIMARY KEY (rowid>?)",
            "SEARCH agents USING INTEGER PRIMARY KEY (rowid=?)")
        .noneMatch(QueryPlanTest::readsAll);
  }

  private List<String> planOf(AgentQueryBuilder query) throws SQLException {
    statements.takeAll();
    store.list(query.build(), Listening.always(), T0);
    return plans(statements.takeAll());
  }

  private List<String> plans(List<String> noted) throws SQLException {
    List<String> steps = new ArrayList<>();
    try (Connection connection = new Connections(file).read()) {
      for (String statement : noted) {
        if (statement.matches("(?s)\\s*(SELECT|INSERT|UPDATE|DELETE).*")) {
          addPlan(connection, statement, steps);
        }
      }
    }
    return steps;
  }

  private static void addPlan(Connection connection, String statement, List<String> steps)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("EXPLAIN QUERY PLAN " + statement);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        steps.add(rows.getString("detail"));
      }
    }
  }

  /** Whether it looks at every agent before the first one is found, or sorts them. */
  private static boolean readsAll(String step) {
    return step.matches("USE TEMP B-TREE FOR .*ORDER BY")
        || step.contains("MATERIALIZE")
        || scansATable(step);
  }

  /** Whether it looks at every row of a table, and not of an index, a list or our small tables. */
  private static boolean scansATable(String step) {
    return step.startsWith("SCAN ")
        && !step.contains("USING COVERING INDEX last_beats_by_time")
        && !step.contains("VIRTUAL TABLE")
        && !step.equals("SCAN agent_counts")
        && !step.startsWith("SCAN (subquery");
  }
}
