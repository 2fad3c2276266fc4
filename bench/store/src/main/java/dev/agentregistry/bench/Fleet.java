package dev.agentregistry.bench;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.ListeningPeriod;
import dev.agentregistry.persistence.sqlite.SqliteAgentRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The agents of the benchmarks. What each of them says follows from its number alone, here and in
 * {@code bench/lua/fleet.lua} in the same way.
 *
 * <p>It stands in one file: {@code bench/run} runs it from its source, on the jars of the server
 * that it measures.
 */
final class Fleet {

  private static final int CHECKOUTS_PER_HOST = 20;
  private static final int IDS_IN_FILE = 10_000;

  /** As many as the store's writer may gather into one commit. */
  private static final int SENDERS = 256;

  private static final Duration LONG_SILENT = Duration.ofDays(30);
  private static final Duration BEAT = Duration.ofMinutes(5);

  private final List<Integer> numbers = new ArrayList<>();
  private final List<AgentId> ids = new ArrayList<>();
  private final List<Integer> skipped = new ArrayList<>();

  /** Makes a fleet of so many agents, leaving out those whose ID another has already. */
  Fleet(int agents) {
    Set<AgentId> seen = new HashSet<>();
    for (int number = 0; numbers.size() < agents; number++) {
      AgentId id = AgentId.derive(identity(number));
      if (seen.add(id)) {
        numbers.add(number);
        ids.add(id);
      } else {
        skipped.add(number);
      }
    }
  }

  /**
   * Writes a database with a fleet, and what {@code bench/lua} has to know of it: {@code
   * agents.db}, {@code skipped} and {@code ids}.
   *
   * @param args how many agents, and the folder
   */
  public static void main(String[] args) throws Exception {
    Fleet fleet = new Fleet(Integer.parseInt(args[0]));
    Path folder = Path.of(args[1]);
    try (SqliteAgentRepository store = SqliteAgentRepository.open(folder.resolve("agents.db"))) {
      Instant now = Instant.now();
      fleet.register(store, now);
      // Somebody has listened all the time: whoever was silent for long is stale.
      store.listeningLog().note(new ListeningPeriod(now.minus(LONG_SILENT.multipliedBy(2)), now));
    }
    fleet.describe(folder);
  }

  /** What the agent with this number says with each of its heartbeats. */
  static Heartbeat heartbeat(int number) {
    AgentIdentity identity = identity(number);
    return Heartbeat.builder()
        .hostname(identity.hostname())
        .machineAddress(identity.machineAddress())
        .repoPath(identity.repoPath())
        .status(status(number))
        .issueIds(List.of("TRCKR-" + number % 1000))
        .capabilities(List.of("java", "sql"))
        .ttl(BEAT)
        .build();
  }

  /** The agent at a place in the fleet, counted from 0. */
  int number(int place) {
    return numbers.get(place);
  }

  /** The ID of the agent at a place in the fleet, counted from 0. */
  AgentId id(int place) {
    return ids.get(place);
  }

  int size() {
    return numbers.size();
  }

  /**
   * Registers all of them: even numbers as seen within the last minutes, odd ones as silent for
   * long.
   */
  void register(AgentRepository store, Instant now) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> senders = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < SENDERS; sender++) {
        senders.add(threads.submit(() -> registerFrom(next, store, now)));
      }
    }
    for (Future<?> sender : senders) {
      sender.get();
    }
  }

  private void registerFrom(AtomicInteger next, AgentRepository store, Instant now) {
    for (int place = next.getAndIncrement(); place < size(); place = next.getAndIncrement()) {
      int number = number(place);
      Instant seen = now.minusMillis(number % BEAT.toMillis());
      Instant then = number % 2 == 0 ? seen : seen.minus(LONG_SILENT);
      AgentRegistry.over(store, () -> then).heartbeat(heartbeat(number));
    }
  }

  private void describe(Path folder) throws IOException {
    Files.write(folder.resolve("skipped"), skipped.stream().map(String::valueOf).toList());
    int step = Math.max(1, size() / IDS_IN_FILE);
    List<String> some = new ArrayList<>();
    for (int place = 0; place < size(); place += step) {
      some.add(id(place).toString());
    }
    Files.write(folder.resolve("ids"), some);
  }

  private static AgentIdentity identity(int number) {
    int host = number / CHECKOUTS_PER_HOST;
    return new AgentIdentity(
        "build-%05d".formatted(host),
        "10.%d.%d.%d".formatted(host >> 16, host >> 8 & 255, host & 255),
        "/srv/checkouts/%02d/tracker".formatted(number % CHECKOUTS_PER_HOST));
  }

  /** Of ten agents eight work; one in ten is the rare case that people look for. */
  private static String status(int number) {
    return switch (number / 2 % 10) {
      case 0 -> "blocked";
      case 1 -> "idle";
      default -> "working";
    };
  }
}
