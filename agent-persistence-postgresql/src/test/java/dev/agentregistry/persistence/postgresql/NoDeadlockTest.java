package dev.agentregistry.persistence.postgresql;

import static dev.agentregistry.persistence.postgresql.Beats.T0;
import static dev.agentregistry.persistence.postgresql.Beats.beat;
import static dev.agentregistry.persistence.postgresql.Beats.heartbeat;
import static dev.agentregistry.persistence.postgresql.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All that several servers do at once to the same few agents, in every order. */
@Timeout(120)
class NoDeadlockTest {

  private static final int STORES = 3;
  private static final int THREADS = 12;
  private static final int ROUNDS = 60;
  private static final int AGENTS = 25;
  private static final List<String> ISSUES =
      IntStream.range(0, 10).mapToObj(i -> "T-" + i).toList();

  private static final String DEADLOCKS =
      "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";

  private final PostgresOptions database =
      PostgresOptions.of(PostgresServer.shared().fresh().url() + "&ApplicationName=no-deadlock");

  @Test
  void whateverServersDoAtOnceNoneWaitsForAnotherThatWaitsForIt() throws Exception {
    List<String> before = Shell.ask(database, DEADLOCKS);
    List<PostgresAgentRepository> stores = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int i = 0; i < STORES; i++) {
        stores.add(PostgresAgentRepository.open(database));
      }
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        PostgresAgentRepository store = stores.get(i % STORES);
        Random random = new Random(i);
        work.add(threads.submit(() -> work(store, random)));
      }
      for (Future<?> one : work) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
      stores.forEach(PostgresAgentRepository::close);
    }
    awaitTheEndOfAllConnections();
    assertThat(Shell.ask(database, DEADLOCKS)).isEqualTo(before);
    assertThat(PostgresInspection.of(database, Instant.now()))
        .filteredOn(finding -> finding.name().equals("records"))
        .allMatch(finding -> finding.message().contains("agree"));
  }

  private static void work(PostgresAgentRepository store, Random random) {
    for (int round = 0; round < ROUNDS; round++) {
      Instant now = T0.plusSeconds(round * 400L + random.nextInt(400));
      switch (random.nextInt(12)) {
        case 0 ->
            store.prune(new PruneScope(now.minusSeconds(50), Set.of(), Set.of()), now, x -> {});
        case 1 -> store.eventLog().tellStale(Listening.always(), now);
        case 2 -> store.eventLog().tellIssues(ISSUES, Listening.always(), now);
        case 3 -> store.eventLog().tellAllIssues(Listening.always(), now);
        case 4 -> store.delete(id(name(random)), agent -> true, now);
        default -> {
          List<String> issues = List.of(ISSUES.get(random.nextInt(ISSUES.size())));
          beat(store, heartbeat(name(random)).withIssueIds(issues), now);
        }
      }
    }
  }

  private static String name(Random random) {
    return "agent-" + random.nextInt(AGENTS);
  }

  /** What they counted is seen by all when they have ended. */
  private void awaitTheEndOfAllConnections() {
    String others =
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'no-deadlock'"
            + " AND pid <> pg_backend_pid()";
    while (!Shell.ask(database, others).equals(List.of("0"))) {
      Thread.onSpinWait();
    }
  }
}
