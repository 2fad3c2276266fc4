package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;

import dev.agentregistry.domain.Agent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Another process with a store of its own. It opens the file when it reads a line, and then does
 * what each line says, until there is no more.
 */
final class StoreProgram {

  private final SqliteAgentRepository store;
  private final PrintStream out;

  private StoreProgram(SqliteAgentRepository store, PrintStream out) {
    this.store = store;
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    out.println("ready");
    in.readLine();
    try (SqliteAgentRepository store = SqliteAgentRepository.open(Path.of(arguments[0]))) {
      out.println("open");
      StoreProgram program = new StoreProgram(store, out);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        program.obey(line.split(" "));
      }
    }
  }

  private void obey(String[] words) {
    switch (words[0]) {
      case "beat" -> out.println(Beats.beat(store, words[1]).version());
      case "find" -> out.println(store.find(Beats.id(words[1])).map(Agent::version).orElse(0L));
      case "storm" -> storm(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "forever" -> forever(Integer.parseInt(words[1]));
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  /** Tells each answer to so many heartbeats that so many agents send at once, then "done". */
  private void storm(int agents, int beats) {
    List<String> names = IntStream.range(0, beats).mapToObj(i -> "agent-" + i % agents).toList();
    AtOnce.forEach(names, this::beatAndTell);
    out.println("done");
  }

  /** Tells each answer, until somebody ends this process, or no longer listens. */
  private void forever(int agents) {
    AtOnce.forEach(
        IntStream.range(0, agents).mapToObj(i -> "agent-" + i).toList(),
        name -> {
          while (!out.checkError()) {
            beatAndTell(name);
          }
          return name;
        });
  }

  private Agent beatAndTell(String name) {
    Agent answer = Beats.beat(store, Beats.heartbeat(name), T0.plusSeconds(1));
    out.println(name + " " + answer.version());
    return answer;
  }
}
