package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AutomaticPrune;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.ListeningNotes;
import dev.agentregistry.domain.ListeningPeriod;
import dev.agentregistry.http.server.RegistryServer;
import dev.agentregistry.http.server.Served;
import dev.agentregistry.http.server.ServerOptions;
import dev.agentregistry.persistence.sqlite.SqliteAgentRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that was down for a day, its thousand agents, and a clock that is turned by hand. */
class DowntimeTest {

  private static final int AGENTS = 1_000;
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final Duration PRUNE_AFTER = Duration.ofHours(1);
  private static final String TOKEN = "secret";

  @TempDir Path folder;
  private Cli cli;
  private Instant now = Cli.NOW;

  @BeforeEach
  void bringSurroundings() {
    cli = new Cli(folder).with("AGENT_REGISTRY_TOKEN", TOKEN);
  }

  /** A server's process: all that it knows is in the file. */
  private final class Server implements AutoCloseable {

    private final SqliteAgentRepository store =
        SqliteAgentRepository.open(folder.resolve("agents.db"));
    private final AgentRegistry registry = AgentRegistry.over(store, () -> now);
    private final ListeningNotes notes = new ListeningNotes(store.listeningLog(), () -> now);
    private final AutomaticPrune prune = new AutomaticPrune(store, () -> now, PRUNE_AFTER);
    private final RegistryServer server;

    Server() throws IOException {
      notes.note();
      server =
          RegistryServer.start(
              Served.of(registry), new ServerOptions("127.0.0.1", 0, Set.of(TOKEN), 1 << 18));
    }

    void beat(int from, int to) {
      IntStream.range(from, to)
          .parallel()
          .mapToObj(i -> new AgentIdentity("host-" + i, "10.0.0.5", "/srv/repos/tracker"))
          .forEach(identity -> registry.heartbeat(Heartbeat.from(identity).withTtl(TTL)));
    }

    void pass(Duration time) {
      Instant end = now.plus(time);
      while (now.isBefore(end)) {
        Instant next = now.plus(ListeningPeriod.NOTE_EVERY);
        now = next.isAfter(end) ? end : next;
        notes.note();
      }
    }

    String url() {
      return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
      server.close();
      store.close();
    }
  }

  private String count(String liveness, String place, String where) {
    cli.now = now;
    Cli.Result result =
        cli.run("list", "--liveness", liveness, "--limit", "1", "-o", "json", place, where);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out().replaceFirst("(?s).*\"total\":([0-9]+).*", "$1");
  }

  /** The file and the server say the same. */
  private void assertOnlineAndStale(Server server, int online, int stale) {
    assertThat(count("online", "--url", server.url())).isEqualTo(String.valueOf(online));
    assertThat(count("stale", "--url", server.url())).isEqualTo(String.valueOf(stale));
    assertThat(count("online", "--db", "agents.db")).isEqualTo(String.valueOf(online));
    assertThat(count("stale", "--db", "agents.db")).isEqualTo(String.valueOf(stale));
  }

  @Test
  void nobodyWhoWasOnlineBeforeIsStaleUntilItsTtlHasPassedWithAServer() throws IOException {
    try (Server server = new Server()) {
      server.beat(0, AGENTS);
    }
    now = now.plus(Duration.ofDays(1));
    assertThat(count("online", "--db", "agents.db")).isEqualTo("1000");

    try (Server server = new Server()) {
      assertOnlineAndStale(server, AGENTS, 0);
      server.pass(Duration.ofMinutes(3));
      server.beat(0, AGENTS / 2);
      server.pass(Duration.ofMinutes(2));
      assertOnlineAndStale(server, AGENTS, 0);

      server.pass(Duration.ofSeconds(1));
      assertOnlineAndStale(server, AGENTS / 2, AGENTS / 2);
      assertThat(server.prune.run().matched()).isZero();
      server.beat(0, AGENTS / 2);
      server.pass(PRUNE_AFTER.minus(TTL).minusSeconds(1));
      assertThat(server.prune.run().matched()).isZero();
      server.beat(0, AGENTS / 2);
      server.pass(Duration.ofSeconds(1));

      assertThat(server.prune.run().removed()).isEqualTo(AGENTS / 2);
      assertOnlineAndStale(server, AGENTS / 2, 0);
    }
  }
}
