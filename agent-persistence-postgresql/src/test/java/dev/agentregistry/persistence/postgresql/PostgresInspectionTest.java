package dev.agentregistry.persistence.postgresql;

import static dev.agentregistry.persistence.postgresql.Beats.T0;
import static dev.agentregistry.persistence.postgresql.Beats.beat;
import static dev.agentregistry.persistence.postgresql.Beats.heartbeat;
import static dev.agentregistry.persistence.postgresql.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.Finding;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PostgresInspectionTest {

  private final PostgresOptions database = PostgresServer.shared().fresh();

  private List<Finding> findings() {
    return PostgresInspection.of(database, now());
  }

  /** The database's own clock, so that the two agree. */
  private Instant now() {
    String millis = Shell.ask(database, "SELECT " + Sql.millis("clock_timestamp()")).get(0);
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private Finding finding(String name) {
    return findings().stream().filter(finding -> finding.name().equals(name)).findFirst().get();
  }

  @Test
  void allIsWellInAHealthyRegistry() {
    try (PostgresAgentRepository store = PostgresAgentRepository.open(database)) {
      beat(store, heartbeat("one").withIssueIds(List.of("T-1", "\u0000")), T0);
      beat(store, "two");
    }
    Shell.run(database, "SET synchronous_commit = on");

    assertThat(findings())
        .extracting(Finding::name)
        .containsExactly(
            "database", "durability", "clock", "records", "future", "hosts", "paths", "addresses");
    assertThat(findings().stream().filter(finding -> !finding.name().equals("durability")))
        .allMatch(finding -> finding.state() == Finding.State.OK);
  }

  @Test
  void aDatabaseThatForgetsIsTold() {
    PostgresAgentRepository.open(database).close();

    assertThat(finding("durability"))
        .matches(finding -> finding.state() == Finding.State.WARNING)
        .extracting(Finding::message)
        .asString()
        .contains("synchronous_commit is off");
  }

  @Test
  void anEmptyDatabaseIsTold() {
    assertThat(findings())
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("no registry in the database");
  }

  @Test
  void aDatabaseThatCannotBeReachedIsFoundAndNotThrown() {
    assertThat(PostgresInspection.of(PostgresOptions.of("postgresql://localhost:1/agents"), T0))
        .singleElement()
        .matches(finding -> finding.state() == Finding.State.PROBLEM)
        .extracting(Finding::message)
        .asString()
        .contains("cannot be reached");
  }

  @Test
  void clocksThatDifferAreTold() {
    PostgresAgentRepository.open(database).close();

    assertThat(PostgresInspection.of(database, now().plusSeconds(60)))
        .filteredOn(finding -> finding.name().equals("clock"))
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("time server");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM agent_records WHERE hostname = 'build-01'",
        "DELETE FROM last_beats",
        "DELETE FROM agent_issues",
        "INSERT INTO agent_issues VALUES ('T-2', 7)",
        "UPDATE agent_records SET status = 'idle'",
        "UPDATE agent_records SET ttl_seconds = 77",
        "UPDATE agent_records SET issue_ids = '[]'"
      })
  void whatSomebodyDidByHandIsTold(String sql) {
    try (PostgresAgentRepository store = PostgresAgentRepository.open(database)) {
      beat(store, heartbeat("one").withIssueIds(List.of("T-1")), T0);
      beat(store, "two");
    }
    Shell.run(database, sql);

    assertThat(finding("records"))
        .matches(finding -> finding.state() == Finding.State.PROBLEM)
        .extracting(Finding::message)
        .asString()
        .contains("changed tables by hand", "agents import");
  }

  @Test
  void whoWasSeenInTheFutureIsTold() {
    try (PostgresAgentRepository store = PostgresAgentRepository.open(database)) {
      beat(store, heartbeat("one"), now().plusSeconds(3_600));
    }
    assertThat(finding("future").message())
        .contains("1 last seen in the future", id("one").value());
  }

  @Test
  void namesThatSeemToBeOneAreTold() {
    try (PostgresAgentRepository store = PostgresAgentRepository.open(database)) {
      for (String hostname :
          List.of("build-01", "BUILD-01", "build-01.example.com", "10.0.0.1", "10.0.0.2")) {
        beat(store, Heartbeat.from(new AgentIdentity(hostname, "a-" + hostname, "/srv/x/")), T0);
      }
      beat(store, Heartbeat.from(new AgentIdentity("build-01", "a", "/srv//X")), T0);
    }
    assertThat(finding("hosts").message()).contains("several names: 1,");
    assertThat(finding("paths").message()).contains("several paths: 1,");
    assertThat(finding("addresses").message()).contains("several addresses: 1,");
  }
}
