package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.heartbeat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.Sort;
import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random changes through several stores of one file, in turn, as by several processes: at every
 * moment each of them, a shell, and a copy of the files as a crash would leave them, have what the
 * store in memory has.
 */
class SharedFileModelTest {

  private static final int CHANGES = 300;
  private static final int AGENTS = 12;

  private static final int STORES = 3;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everybodySeesTheSame(long seed) {
    new Run(folder.resolve("agents.db"), new Random(seed)).run();
  }

  private static final class Run {

    private final Path file;
    private final Random random;
    private final AgentRepository model = new InMemoryAgentRepository();
    private final List<SqliteAgentRepository> stores = new ArrayList<>();
    private Instant now = T0;
    private int copies;

    Run(Path file, Random random) {
      this.file = file;
      this.random = random;
    }

    void run() {
      try {
        for (int i = 0; i < STORES; i++) {
          stores.add(SqliteAgentRepository.open(file));
        }
        for (int i = 0; i < CHANGES; i++) {
          step();
        }
      } finally {
        stores.forEach(SqliteAgentRepository::close);
      }
      compareWithShell();
    }

    private void step() {
      now = now.plusMillis(random.nextInt(3) * 1_000L);
      int which = random.nextInt(stores.size());
      same(stores.get(which), change());
      SqliteAgentRepository reader = stores.get(random.nextInt(stores.size()));
      same(reader, reading());
      switch (random.nextInt(40)) {
        case 0 -> reopen(which);
        case 1 -> compareWithShell();
        case 2 -> compareWithCopy();
        default -> {}
      }
    }

    private void same(AgentRepository store, Function<AgentRepository, Object> question) {
      assertThat(question.apply(store)).isEqualTo(question.apply(model));
    }

    private Function<AgentRepository, Object> change() {
      String name = name();
      return switch (random.nextInt(12)) {
        case 0 -> store -> store.delete(id(name), agent -> true, T0);
        case 1 -> prune();
        case 2, 3 -> {
          Heartbeat changed =
              heartbeat(name)
                  .withStatus(status())
                  .withIssueIds(List.of("A-" + random.nextInt(3)))
                  .withTtl(Duration.ofSeconds(1 + random.nextInt(20)));
          yield beating(changed, now);
        }
        // The clock was set back, or was wrong and is set right.
        case 4 -> beating(heartbeat(name), now.minusSeconds(random.nextInt(200)));
        case 5 -> random.nextInt(8) == 0 ? beating(heartbeat(name), now.plusSeconds(90)) : again();
        default -> again();
      };
    }

    /** What the agent said last, once more: only the time is new. */
    private Function<AgentRepository, Object> again() {
      String name = name();
      Heartbeat same =
          model
              .find(id(name))
              .map(
                  agent ->
                      heartbeat(name)
                          .withStatus(agent.status())
                          .withIssueIds(agent.issueIds())
                          .withTtl(agent.ttl()))
              .orElse(heartbeat(name));
      return beating(same, now);
    }

    private static Function<AgentRepository, Object> beating(Heartbeat heartbeat, Instant when) {
      return store -> beat(store, heartbeat, when);
    }

    private Function<AgentRepository, Object> prune() {
      Set<AgentStatus> statuses = random.nextBoolean() ? Set.of() : Set.of(status());
      PruneScope scope =
          new PruneScope(now.minusSeconds(5 + random.nextInt(30)), statuses, Set.of());
      return store -> {
        Set<Agent> gone = new HashSet<>();
        store.prune(scope, T0, gone::addAll);
        return gone;
      };
    }

    private Function<AgentRepository, Object> reading() {
      if (random.nextInt(4) == 0) {
        String name = name();
        return store -> store.find(id(name));
      }
      AgentQuery query = query();
      Instant moment = now;
      return store -> store.list(query, Listening.always(), moment);
    }

    private AgentQuery query() {
      Sort sort = Sort.values()[random.nextInt(Sort.values().length)];
      var query = AgentQuery.builder().sort(sort).limit(1 + random.nextInt(AGENTS));
      if (random.nextInt(3) == 0) {
        query.statuses(Set.of(status()));
      }
      if (random.nextInt(4) == 0) {
        query.hostnames(Set.of(random.nextBoolean() ? "BUILD-01" : "elsewhere"));
      }
      if (random.nextInt(4) == 0) {
        query.livenesses(Set.of(Liveness.values()[random.nextInt(3)]));
      }
      if (random.nextInt(4) == 0) {
        query.issueIds(Set.of("A-1"));
      }
      if (random.nextInt(4) == 0) {
        query.seenBefore(new PointInTime.At(now.minusSeconds(random.nextInt(20))));
      }
      if (random.nextInt(4) == 0) {
        query.seenAfter(new PointInTime.Ago(Duration.ofSeconds(random.nextInt(20))));
      }
      return query.place(place()).build();
    }

    private Place place() {
      if (random.nextBoolean()) {
        return new Place.Offset(random.nextInt(AGENTS));
      }
      return new Place.After(now.minusSeconds(random.nextInt(20)), id(name()));
    }

    private void reopen(int which) {
      stores.get(which).close();
      stores.set(which, SqliteAgentRepository.open(file));
    }

    private void compareWithShell() {
      assertThat(
              Shell.ask(
                  file,
                  "SELECT id || ' ' || version || ' ' || last_seen_at FROM agents ORDER BY id"))
          .isEqualTo(
              all(model).stream()
                  .map(
                      agent ->
                          agent.id()
                              + " "
                              + agent.version()
                              + " "
                              + agent.lastSeenAt().toEpochMilli())
                  .toList());
    }

    private void compareWithCopy() {
      Path other = file.resolveSibling("copy-" + copies++);
      assertThat(other.toFile().mkdir()).isTrue();
      Folder.copy(file, other);
      Path copy = other.resolve(file.getFileName());
      try (SqliteAgentRepository store = SqliteAgentRepository.openExisting(copy)) {
        assertThat(all(store)).isEqualTo(all(model));
      }
      assertThat(Shell.ask(copy, "PRAGMA integrity_check")).containsExactly("ok");
    }

    private static List<Agent> all(AgentRepository store) {
      AgentQuery query = AgentQuery.builder().sort(Sort.ID).limit(AgentQuery.MAX_LIMIT).build();
      return store.list(query, Listening.always(), T0).agents();
    }

    private String name() {
      return "agent-" + random.nextInt(AGENTS);
    }

    private AgentStatus status() {
      return new AgentStatus(
          List.of("active", "idle", "working", "offline").get(random.nextInt(4)));
    }
  }
}
