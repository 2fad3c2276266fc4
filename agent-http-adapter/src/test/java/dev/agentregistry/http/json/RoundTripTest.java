package dev.agentregistry.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentCounts.HostCount;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.PruneReport;
import dev.agentregistry.domain.PruneRequest;
import dev.agentregistry.domain.Revision;
import dev.agentregistry.domain.Sort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read back as the same. */
class RoundTripTest {

  private static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");

  private static final Heartbeat HARD =
      Heartbeat.from(new AgentIdentity("höst \"x\"", "fe80::1%eth0", "C:\\work\\日本\ud83d\ude00'"))
          .withStatus(new AgentStatus("in_review-2"))
          .withIssueIds(List.of("B", "A", "\u0000\n\"\\", "\u2028"))
          .withCapabilities(List.of("sql", " ", "null"))
          .withTtl(Duration.ofDays(7));

  private static AgentRecord record(Liveness liveness) {
    Agent agent = Agent.restored(HARD, T0.minusSeconds(9), T0.minusSeconds(3), T0, 1L << 53);
    return new AgentRecord(
        agent,
        liveness,
        liveness == Liveness.OFFLINE ? Optional.empty() : Optional.of(T0.plusSeconds(1)));
  }

  @ParameterizedTest
  @EnumSource
  void aRecord(Liveness liveness) {
    assertThat(AgentJsonReader.record(JsonBytes.of(record(liveness)))).isEqualTo(record(liveness));
  }

  @Test
  void aRecordWithoutWhatARegistrySaysOfIt() {
    Agent agent = record(Liveness.ONLINE).agent();

    assertThat(AgentJsonReader.agent(JsonBytes.of(agent))).isEqualTo(agent);
    assertThat(AgentJsonReader.agent(JsonBytes.of(record(Liveness.ONLINE)))).isEqualTo(agent);
  }

  @ParameterizedTest
  @EnumSource
  void aPage(Sort sort) throws IOException {
    AgentQuery query = AgentQuery.builder().sort(sort).limit(2).build();
    List<AgentRecord> records = List.of(record(Liveness.STALE), record(Liveness.OFFLINE));
    Optional<Place.After> next = Optional.of(new Place.After(T0, AgentId.ofNumber(7)));

    for (AgentPage<AgentRecord> page :
        List.of(
            new AgentPage<AgentRecord>(List.of(), 0, Optional.empty()),
            new AgentPage<>(records, 1_000_000, next))) {
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      JsonBytes.write(query, page, written);

      assertThat(AgentJsonReader.page(written.toByteArray(), sort)).isEqualTo(page);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 3, 0, 0", "false, 3, 2, 1", "false, 9000000000, 9000000000, 0"})
  void aReport(boolean dryRun, long matched, long removed, long spared) throws IOException {
    PruneReport report =
        new PruneReport(T0, dryRun, matched, removed, spared, List.of(record(Liveness.STALE)));
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    JsonBytes.write(report, written);

    assertThat(AgentJsonReader.report(written.toByteArray())).isEqualTo(report);
  }

  @Test
  void counts() {
    AgentCounts counts =
        new AgentCounts(
            6,
            Map.of(Liveness.ONLINE, 3L, Liveness.STALE, 2L, Liveness.OFFLINE, 1L),
            Map.of(new AgentStatus("idle"), 5L, new AgentStatus("in_review"), 1L),
            2,
            List.of(new HostCount("höst", 5), new HostCount("b", 1)));

    assertThat(AgentJsonReader.counts(JsonBytes.of(counts))).isEqualTo(counts);
  }

  @Test
  void heartbeats() {
    Heartbeat plain = Heartbeat.from(HARD.identity());

    assertThat(HeartbeatJson.read(HeartbeatJson.write(HARD))).isEqualTo(HARD);
    assertThat(HeartbeatJson.read(HeartbeatJson.write(plain))).isEqualTo(plain);
  }

  static List<PointInTime> pointsInTime() {
    return List.of(
        new PointInTime.At(T0),
        new PointInTime.At(Instant.parse("0000-01-01T00:00:00Z")),
        new PointInTime.At(Instant.parse("9999-12-31T23:59:59.999Z")),
        new PointInTime.Ago(Duration.ZERO),
        new PointInTime.Ago(Duration.ofDays(7)),
        new PointInTime.Ago(Duration.ofSeconds(3_599)),
        new PointInTime.Ago(Duration.ofMillis(1_500)),
        new PointInTime.Ago(Duration.ofDays(36_500)));
  }

  @ParameterizedTest
  @MethodSource("pointsInTime")
  void pruneRequests(PointInTime time) {
    PruneRequest plain = PruneRequest.olderThan(time);
    PruneRequest full =
        new PruneRequest(
            time,
            Set.of(new AgentStatus("idle"), new AgentStatus("stopped")),
            Set.of("HÖST", "a\"b"),
            true,
            true);

    assertThat(PruneJson.read(PruneJson.write(plain))).isEqualTo(plain);
    assertThat(PruneJson.read(PruneJson.write(full))).isEqualTo(full);
  }

  @Test
  void problems() {
    Problem plain = Problem.of(404, "Not Found", "There is no agent.");
    Problem full =
        Problem.of(422, "Unprocessable Content", "Not accepted: \"x\".")
            .withErrors(List.of(new FieldError("a", "is required"), new FieldError("b", "é")))
            .withInstance("urn:uuid:1");
    Problem collision =
        Problem.of(409, "Conflict", "It belongs to another.")
            .withType(
                Problem.AGENT_ID_COLLISION,
                "Agent ID collision",
                new Problem.Facts.Collision(HARD.identity()));
    Problem tooLarge =
        Problem.of(409, "Conflict", "Too many.")
            .withType(
                Problem.PRUNE_TOO_LARGE, "Prune too large", new Problem.Facts.TooLarge(11, 20));

    for (Problem problem : List.of(plain, full, collision, tooLarge)) {
      assertThat(Problem.read(problem.status(), JsonBytes.of(problem))).isEqualTo(problem);
    }
  }

  @Test
  void conditionsOfRevisions() {
    Set<Revision> revisions =
        Set.of(new Revision(1, 1), new Revision(-5, 77), new Revision(Long.MAX_VALUE, 1L << 53));

    assertThat(ETags.revisions(ETags.condition(revisions))).contains(revisions);
    assertThat(ETags.revisions(ETags.condition(Set.of()))).contains(Set.of());
    assertThat(ETags.revision(ETags.of(record(Liveness.STALE))))
        .contains(record(Liveness.STALE).agent().revision());
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', 'created_at last_seen_at updated_at version hostname machine_address repo_path'",
    "'{\"version\": 0, \"created_at\": \"x\", \"ttl_seconds\": 0, \"status\": \"a b\"}', 'version"
        + " created_at ttl_seconds status hostname machine_address repo_path updated_at"
        + " last_seen_at'",
    "'{\"hostname\": \"a\", \"machine_address\": \"b\", \"repo_path\": \"c\", \"id\":"
        + " \"agt_00000000\", \"version\": 9007199254740993}', 'id version created_at updated_at"
        + " last_seen_at'",
    "'{\"hostname\": 7, \"id\": 7, \"version\": \"1\", \"created_at\": 1, \"updated_at\": \"7d\","
        + " \"last_seen_at\": [], \"issue_ids\": [1], \"machine_address\": \"b\", \"repo_path\":"
        + " \"c\"}', 'hostname id version created_at updated_at last_seen_at issue_ids'",
  })
  void aRecordNamesAllThatIsMissingOrBad(String json, String fields) {
    assertThatThrownBy(() -> AgentJsonReader.agent(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            invalid ->
                assertThat(invalid.errors())
                    .extracting(FieldError::field)
                    .containsExactlyInAnyOrder(fields.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "'{}'",
    "'{\"total\": 1, \"agents\": {}}'",
    "'{\"total\": 1, \"agents\": [1]}'",
    "'{\"total\": 1, \"agents\": [{}]}'",
    "'{\"total\": \"1\", \"agents\": []}'",
    "'{\"total\": 1, \"agents\": [], \"next\": \"x\"}'",
    "'{\"total\": 1, \"liveness\": {\"online\": \"x\"}}'",
    "'{\"total\": 1, \"status\": {\"a b\": 1}, \"agents\": 7}'",
    "'{\"tokens\": [{\"name\": \"a\"}], \"agents\": 7}'",
  })
  void whatIsOfSomethingElseIsRefused(String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> AgentJsonReader.record(body))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> AgentJsonReader.page(body, Sort.ID))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> AgentJsonReader.report(body))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> TokenJson.readList(body)).isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> TokenJson.readSecret(body))
        .isInstanceOf(InvalidRequestException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'{}'",
    "'{\"total\": \"x\"}'",
    "'{\"total\": 1, \"liveness\": {\"online\": \"x\"}}'",
    "'{\"total\": 1, \"status\": {\"a b\": 1}}'",
    "'{\"total\": 1, \"status\": []}'",
    "'{\"total\": 1, \"largest_hosts\": [1]}'",
  })
  void whatAreNoCountsIsRefused(String json) {
    assertThatThrownBy(() -> AgentJsonReader.counts(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidRequestException.class);
  }
}
