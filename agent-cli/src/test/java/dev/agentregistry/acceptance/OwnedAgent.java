package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentregistry.acceptance.HttpConnection.Answer;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * An agent that comes and goes over one connection alone: heartbeats, removals and prunes, one
 * after the other. So what is stored is what was answered last, or what the one request on its way
 * made of it.
 */
final class OwnedAgent implements JudgedAgent {

  private final String hostname;

  private Optional<JsonNode> known = Optional.empty();
  private String path = "";
  private String tag = "";
  private Predicate<Optional<JsonNode>> onItsWay = stored -> false;

  OwnedAgent(String hostname) {
    this.hostname = hostname;
  }

  @Override
  public String hostname() {
    return hostname;
  }

  @Override
  public void act(HttpConnection connection, Random random) throws IOException {
    int choice = random.nextInt(10);
    if (choice < 6) {
      beat(connection, choice < 3 ? Beat.plain(hostname) : Beat.any(hostname, random));
      return;
    }
    onItsWay = Optional::isEmpty;
    switch (choice) {
      case 6, 7 -> remove(connection);
      case 8 -> removeAs(connection, tag, known.isPresent() ? 204 : 404);
      default -> prune(connection);
    }
    onItsWay = stored -> false;
  }

  private void beat(HttpConnection connection, Beat beat) throws IOException {
    long next = next(known);
    onItsWay =
        stored ->
            stored
                .filter(record -> JudgedAgent.version(record) == next && beat.isIn(record))
                .isPresent();
    Answer answer = connection.beat(beat.json());
    JsonNode record = JudgedAgent.recordIn(answer);
    assertThat(JudgedAgent.version(record)).as("after %s came %s", known, record).isEqualTo(next);
    assertThat(beat.isIn(record)).as("%s was answered with %s", beat, record).isTrue();
    know(answer);
  }

  private void remove(HttpConnection connection) throws IOException {
    if (known.isPresent()) {
      // One that is out of date, as of a process that said goodbye late, removes nothing.
      onItsWay = stored -> false;
      removeAs(connection, "\"1-1-online\"", 412);
      onItsWay = Optional::isEmpty;
    }
    Answer answer = connection.send("DELETE", path, "");
    assertThat(answer.status()).as("after %s: %s", known, answer).isEqualTo(statusOfRemoval());
    known = Optional.empty();
  }

  private void removeAs(HttpConnection connection, String ifMatch, int expected)
      throws IOException {
    Answer answer = connection.send("DELETE", path, "", "If-Match: " + ifMatch);
    assertThat(answer.status()).as("after %s: %s", known, answer).isEqualTo(expected);
    if (expected == 204) {
      known = Optional.empty();
    }
  }

  /** With a cut-off of now: whoever was heard in this very millisecond stays. */
  private void prune(HttpConnection connection) throws IOException {
    String request =
        """
        {"older_than": "0s", "hostname": ["%s"], "force": true}
        """
            .formatted(hostname);
    Answer answer = connection.send("POST", "/api/agents/prune", request);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    long removed = answer.json().at("/removed").asLong();
    assertThat(removed)
        .as("after %s: %s", known, answer)
        .isLessThanOrEqualTo(known.stream().count());
    if (removed == 1) {
      known = Optional.empty();
    }
  }

  private int statusOfRemoval() {
    return known.isPresent() ? 204 : 404;
  }

  @Override
  public void judge(Optional<JsonNode> stored) {
    if (!onItsWay.test(stored)) {
      assertThat(stored.map(JudgedAgent::lasting)).isEqualTo(known.map(JudgedAgent::lasting));
    }
    known = stored;
  }

  @Override
  public void goOnFrom(Answer first) {
    assertThat(JudgedAgent.version(JudgedAgent.recordIn(first))).isEqualTo(next(known));
    onItsWay = stored -> false;
    know(first);
  }

  private void know(Answer answer) {
    JsonNode record = answer.json();
    known = Optional.of(record);
    path = "/api/agents/" + record.at("/id").asText();
    tag = answer.header("ETag");
  }

  private static long next(Optional<JsonNode> known) {
    return known.map(JudgedAgent::version).orElse(0L) + 1;
  }
}
