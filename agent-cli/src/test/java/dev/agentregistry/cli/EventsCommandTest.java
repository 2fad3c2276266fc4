package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.cli.Registry.Where;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events as people and scripts get them. */
class EventsCommandTest {

  @TempDir Path folder;
  private Registry registry;

  @BeforeEach
  void open() {
    registry = Registry.open(Where.NEAR, folder, "agents");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void scriptsGetOneObjectALineWithTheNumberToGoOnFrom(Where where) {
    registry.close();
    registry = Registry.open(where, folder, "both");
    registry.with("build-01", "working", Duration.ofSeconds(30));
    registry.run("remove", "agt_d21ea4ea");

    String out = registry.run("events", "--after", "0", "--count", "2", "-o", "ndjson").out();
    assertThat(out.lines()).hasSize(2);
    assertThat(out)
        .startsWith(
            "{\"id\":1,\"event\":\"registered\",\"at\":\"2026-01-31T09:29:30.000Z\",\"agent\":{"
                + "\"id\":\"agt_d21ea4ea\",")
        .contains("\n{\"id\":2,\"event\":\"removed\",\"at\":\"2026-01-31T09:30:00.000Z\",");
    assertThat(registry.run("events", "--after", "1", "--count", "1", "-o", "ndjson").out())
        .startsWith("{\"id\":2,\"event\":\"removed\"");
  }

  @Test
  void peopleGetALineWithWhatMatters() {
    registry.with("build-01", "working", Duration.ofSeconds(30));

    assertThat(registry.run("events", "--after", "0", "--count", "1").out())
        .matches(
            "[0-9:]{8}  registered  agt_d21ea4ea  build-01  working  /srv/repos/tracker"
                + "  T-1 T-\"2\"\n");
  }

  @Test
  void whatIsNotKeptIsToldAsMissingAndCountsAsNoEvent() throws SQLException {
    registry
        .with("build-01", "working", Duration.ofSeconds(30))
        .with("build-02", "working", Duration.ofSeconds(30));
    try (Connection shell = DriverManager.getConnection("jdbc:sqlite:" + registry.file());
        Statement statement = shell.createStatement()) {
      statement.execute("DELETE FROM events WHERE seq = 1");
    }

    assertThat(registry.run("events", "--after", "0", "--count", "1").out())
        .matches(
            "[0-9:]{8}  reset +events are missing here: 'agents list' shows .*\n"
                + "[0-9:]{8}  registered +.* build-02 .*\n");
    assertThat(registry.run("events", "--after", "0", "--count", "1", "-o", "ndjson").out())
        .startsWith("{\"id\":1,\"event\":\"reset\",\"at\":")
        .contains("\n{\"id\":2,\"event\":\"registered\",");
  }

  @Test
  void aFormatThatWouldHaveToEndIsRefused() {
    for (String format : new String[] {"json", "csv"}) {
      Cli.Result result = registry.run("events", "-o", format);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains("-o ndjson");
    }
  }
}
