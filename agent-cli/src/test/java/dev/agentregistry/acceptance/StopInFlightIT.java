package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.acceptance.HttpConnection.Answer;
import dev.agentregistry.acceptance.HttpConnection.CutOffException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is told to stop while heartbeats are on their way. */
@Timeout(120)
class StopInFlightIT {

  private static final int IN_FLIGHT = 20;

  @TempDir Path home;

  @RepeatedTest(3)
  void eachGetsItsWholeAnswerOrNoneAndWhatWasAnsweredIsInTheFile() throws Exception {
    try (ServerProcess server = ServerProcess.start(home);
        HttpConnections connections = HttpConnections.to(server, IN_FLIGHT);
        WriteLock lock = WriteLock.on(ServerProcess.database(home))) {
      // Nothing can be stored, so nothing is answered before the server is told to stop.
      for (int i = 0; i < IN_FLIGHT; i++) {
        String beat = ServerProcess.heartbeat("host-" + i);
        connections.get(i).write("POST", "/api/agents/heartbeat", beat);
      }
      assertThat(server.send("GET", "/api/agents", "").status()).isEqualTo(200);
      server.process().destroy();
      lock.release();

      Map<String, Long> answered = answers(connections);
      assertThat(answered).isNotEmpty();
      assertThat(server.stop()).isEqualTo(143);
      Told.assertInWords(server.log());
      assertThat(ServerProcess.database(home).resolveSibling("agents.db-wal")).doesNotExist();
      assertThat(Sqlite.versions(ServerProcess.database(home))).containsAllEntriesOf(answered);
    }
  }

  /** The versions by ID. */
  private static Map<String, Long> answers(HttpConnections all) throws CutOffException {
    Map<String, Long> answered = new TreeMap<>();
    for (HttpConnection connection : all.connections()) {
      try {
        Answer answer = connection.read();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        answered.put(answer.json().at("/id").asText(), JudgedAgent.version(answer.json()));
      } catch (CutOffException e) {
        throw e;
      } catch (IOException closedWithoutAnAnswer) {
        // It was not taken in any more.
      }
    }
    return answered;
  }
}
