package dev.agentregistry.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code agents events}, from the first event on, and what it has told so far. */
final class Followed implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AgentsProcess process;

  private Followed(AgentsProcess process) {
    this.process = process;
  }

  /** Follows what a server tells. */
  static Followed on(ServerProcess server, Path home, String... more) {
    List<String> command = new ArrayList<>(List.of("events", "-o", "ndjson", "--after", "0"));
    command.addAll(List.of("--url", server.uri().toString()));
    command.addAll(List.of("--token-file", server.tokenFile().toString()));
    command.addAll(List.of(more));
    return new Followed(AgentsProcess.start(home, command.toArray(String[]::new)));
  }

  /** Each event, as it was told. */
  List<JsonNode> told() {
    return process.out().lines().map(Followed::read).toList();
  }

  /** Each event, as in {@code stale build-01}. */
  List<String> inWords() {
    return told().stream()
        .map(
            event ->
                event.at("/event").asText()
                    + " "
                    + event.at("/agent/hostname").asText(event.at("/issue/issue_id").asText()))
        .toList();
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until these were told. */
  void await(String... words) {
    Eventually.holds(
        () -> inWords().containsAll(List.of(words)), () -> process.out() + process.err());
  }

  String err() {
    return process.err();
  }

  @Override
  public void close() {
    process.close();
  }
}
