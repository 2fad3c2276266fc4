package dev.agentregistry.bench;

import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.persistence.sqlite.SqliteAgentRepository;
import dev.agentregistry.persistence.sqlite.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  /** Whether heartbeats go through the journal; otherwise each is written in place. */
  @Param({"true", "false"})
  public boolean journal;

  private final Path folder;
  private final AtomicInteger turn = new AtomicInteger();
  private @Nullable SqliteAgentRepository store;
  private @Nullable AgentRegistry registry;
  private Fleet fleet = new Fleet(0);

  /** Makes a folder for the database, below the one for temporary files. */
  public StoreBenchmark() {
    folder = newFolder();
  }

  /** Opens a new database and registers the agents. */
  @Setup
  public void register() throws Exception {
    SqliteAgentRepository opened = Stores.open(folder.resolve("agents.db"), journal);
    store = opened;
    registry = AgentRegistry.over(opened, InstantSource.system());
    fleet = new Fleet(agents);
    fleet.register(opened, Instant.now());
  }

  /** Closes the database and removes it. */
  @TearDown
  public void remove() throws IOException {
    Objects.requireNonNull(store).close();
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
    return registry().heartbeat(Fleet.heartbeat(fleet.number(nextPlace())));
  }

  /** Each caller reads another agent. */
  @Benchmark
  @Threads(2)
  public Optional<AgentRecord> find() {
    return registry().find(fleet.id(nextPlace()));
  }

  /** The page that a list starts with, and its total. */
  @Benchmark
  @Threads(2)
  public AgentPage<AgentRecord> firstPage() {
    return registry().list(AgentQuery.all());
  }

  private AgentRegistry registry() {
    return Objects.requireNonNull(registry, "not set up");
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
