package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.acceptance.HttpConnection.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Far more heartbeats than can be stored: they pile up, and each gets its answer in the end. */
@Timeout(180)
class OverloadIT {

  private static final int AT_ONCE = 2_000;

  /** Far above what a server needs that keeps a bounded amount for each connection. */
  private static final long LARGEST_KIB = 1_000_000;

  @TempDir Path home;

  @Test
  void eachIsStoredOrToldToComeBackAndReadsAreAnsweredMeanwhile() throws Exception {
    try (ServerProcess server = ServerProcess.start(home);
        HttpConnections connections = HttpConnections.to(server, AT_ONCE);
        WriteLock lock = WriteLock.on(ServerProcess.database(home))) {
      for (int i = 0; i < AT_ONCE; i++) {
        String beat = ServerProcess.heartbeat("crowd-" + i);
        connections.get(i).write("POST", "/api/agents/heartbeat", beat);
      }
      assertThat(server.send("GET", "/api/agents", "").body().at("/total").asInt()).isZero();
      lock.release();

      Map<String, Long> stored = answers(connections);
      assertThat(stored).isNotEmpty();
      assertThat(server.beat("crowd-0").status()).isEqualTo(200);
      assertThat(residentKib(server)).isLessThan(LARGEST_KIB);
      Told.assertInWords(server.log());
      server.stop();
      assertThat(Sqlite.versions(ServerProcess.database(home)).keySet())
          .containsAll(stored.keySet());
    }
  }

  /** The versions by ID. */
  private static Map<String, Long> answers(HttpConnections all) throws IOException {
    Map<String, Long> stored = new TreeMap<>();
    for (HttpConnection connection : all.connections()) {
      Answer answer = connection.read();
      if (answer.status() == 200) {
        stored.put(answer.json().at("/id").asText(), JudgedAgent.version(answer.json()));
      } else {
        Told.assertComeBack(answer, "try again");
      }
    }
    return stored;
  }

  /** The most that it ever had in memory. */
  private static long residentKib(ServerProcess server) throws IOException {
    String status = Files.readString(Path.of("/proc/" + server.process().pid() + "/status"));
    return status
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
