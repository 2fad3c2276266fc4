package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PruneEndpointTest {

  private static final String PATH = "/api/agents/prune";

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDryRunShowsWhatWouldGoAndRemovesNothing() {
    beatOldAndNew(3, 2);

    Reply reply = server.post(PATH, "{\"older_than\": \"7d\", \"dry_run\": true}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/cutoff")).isEqualTo("2026-02-01T09:30:00.123Z");
    assertThat(reply.body().at("/dry_run").asBoolean()).isTrue();
    assertThat(reply.number("/matched")).isEqualTo(3);
    assertThat(reply.number("/removed")).isZero();
    assertThat(reply.number("/spared")).isZero();
    assertThat(reply.texts("/agents", "hostname"))
        .containsExactlyInAnyOrder("old-0", "old-1", "old-2");
    assertThat(server.get("/api/agents").number("/total")).isEqualTo(5);
  }

  @Test
  void whatIsOldGoesAndTheRestStays() {
    beatOldAndNew(3, 2);

    Reply reply = server.post(PATH, "{\"older_than\": \"P7D\"}");

    assertThat(reply.number("/matched")).isEqualTo(3);
    assertThat(reply.number("/removed")).isEqualTo(3);
    assertThat(reply.texts("/agents", "hostname"))
        .containsExactlyInAnyOrder("old-0", "old-1", "old-2");
    assertThat(server.get("/api/agents").texts("/agents", "hostname"))
        .containsExactlyInAnyOrder("new-0", "new-1");
  }

  @Test
  void theFiltersNarrowItDown() {
    beatOldAndNew(3, 0);

    Reply reply =
        server.post(
            PATH, "{\"older_than\": \"1d\", \"hostname\": [\"OLD-1\", \"x\"], \"status\": null}");

    assertThat(reply.texts("/agents", "hostname")).containsExactly("old-1");
    assertThat(
            server
                .post(PATH, "{\"older_than\": \"1d\", \"status\": [\"idle\"]}")
                .number("/matched"))
        .isZero();
  }

  @Test
  void morethanHalfAndMoreThanTenIsRefusedUnlessForced() {
    beatOldAndNew(11, 9);

    Reply refused = server.post(PATH, "{\"older_than\": \"7d\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/type")).isEqualTo("urn:agent-registry:prune-too-large");
    assertThat(server.get("/api/agents").number("/total")).isEqualTo(20);

    Reply forced = server.post(PATH, "{\"older_than\": \"7d\", \"force\": true}");
    assertThat(forced.number("/removed")).isEqualTo(11);
  }

  @Test
  void aPlanIsCarriedOutUpToItsOwnCutoff() {
    beatOldAndNew(3, 0);
    String cutoff =
        server.post(PATH, "{\"older_than\": \"7d\", \"dry_run\": true}").text("/cutoff");
    server.clock().set(TestServer.T0.plus(Duration.ofDays(30)));

    Reply reply = server.post(PATH, "{\"cutoff\": \"%s\"}".formatted(cutoff));

    assertThat(reply.text("/cutoff")).isEqualTo(cutoff);
    assertThat(reply.number("/removed")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"cutoff\": \"2026-02-01T00:00:00Z\", \"older_than\": \"7d\"}', cutoff",
    "'{\"cutoff\": \"7d\"}', cutoff",
    "'{\"cutoff\": 7}', cutoff",
    "'{\"cutoff\": \"yesterday\", \"older_than\": 7}', cutoff older_than",
    "'{\"cutoff\": null, \"older_than\": null}', older_than",
    "'{}', older_than",
    "'{\"older_than\": null}', older_than",
    "'{\"older_than\": 7}', older_than",
    "'{\"older_than\": \"7\"}', older_than",
    "'{\"older_than\": \"a week\"}', older_than",
    "'{\"older_than\": \"-7d\"}', older_than",
    "'{\"older_than\": \"7d\", \"status\": \"idle\"}', status",
    "'{\"older_than\": \"7d\", \"status\": [\"a b\"], \"dry_run\": 1, \"force\": \"yes\"}', status"
        + " dry_run force",
    "'{\"older_than\": \"7d\", \"hostname\": [1]}', hostname",
  })
  void aBadRequestIsRefusedByNameAndRemovesNothing(String body, String fields) {
    beatOldAndNew(1, 1);

    Reply reply = server.post(PATH, body);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.badFields()).containsExactlyInAnyOrder(fields.split(" "));
    assertThat(server.get("/api/agents").number("/total")).isEqualTo(2);
  }

  private void beatOldAndNew(int old, int fresh) {
    for (int i = 0; i < old; i++) {
      server.beat("old-" + i);
    }
    server.clock().set(TestServer.T0.plus(Duration.ofDays(8)));
    for (int i = 0; i < fresh; i++) {
      server.beat("new-" + i);
    }
  }
}
