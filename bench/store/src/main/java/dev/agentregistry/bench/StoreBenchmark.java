package dev.agentregistry.bench;

import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.persistence.sqlite.SqliteAgentRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The registry over a SQLite file, without HTTP. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StoreBenchmark {

  /** How many agents are registered. */
  @Param({"10000", "100000"})
  public int agents;

  private final Path folder;
  private final SqliteAgentRepository store;
  private final AgentRegistry registry;
  private final AtomicInteger turn = new AtomicInteger();
  private Fleet fleet = new Fleet(0);

  /** Opens a new database below the folder for temporary files. */
  public StoreBenchmark() {
    folder = newFolder();
    store = SqliteAgentRepository.open(folder.resolve("agents.db"));
    registry = AgentRegistry.over(store, InstantSource.system());
  }

  /** Registers the agents. */
  @Setup
  public void register() throws Exception {
    fleet = new Fleet(agents);
    fleet.register(store, Instant.now());
  }

  /** Closes the database and removes it. */
  @TearDown
  public void remove() throws IOException {
    store.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** As many callers as the HTTP benchmark has connections: they share commits. */
  @Benchmark
  @Threads(64)
  public AgentRecord heartbeat() {
    return registry.heartbeat(Fleet.heartbeat(fleet.number(nextPlace())));
  }

  /** Each caller reads another agent. */
  @Benchmark
  @Threads(2)
  public Optional<AgentRecord> find() {
    return registry.find(fleet.id(nextPlace()));
  }

  /** The page that a list starts with, and its total. */
  @Benchmark
  @Threads(2)
  public AgentPage<AgentRecord> firstPage() {
    return registry.list(AgentQuery.all());
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("agent-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int nextPlace() {
    return Math.floorMod(turn.getAndIncrement(), fleet.size());
  }
}
