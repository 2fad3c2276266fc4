package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.Finding;
import dev.agentregistry.domain.Finding.State;
import dev.agentregistry.domain.Heartbeat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteInspectionTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("agents.db");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofASoundFileAllIsWellAndNothingIsChanged(boolean isThorough) {
    store("build-01", "10.0.0.5", "/srv/tracker");
    store("10.0.0.7", "10.0.0.7", "/srv/tracker");
    store("10.0.0.8", "10.0.0.8", "/srv/tracker");
    SortedMap<String, String> before = Folder.contents(folder);

    assertThat(SqliteInspection.of(file, isThorough, Beats.T0))
        .extracting(Finding::name, Finding::state)
        .containsExactly(
            ok("file"),
            ok("log"),
            ok("integrity"),
            ok("records"),
            ok("counts"),
            ok("future"),
            ok("hosts"),
            ok("paths"),
            ok("addresses"));
    assertThat(Folder.contents(folder)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "build-01, 10.0.0.5, /srv/t, BUILD-01, 10.0.0.5, /srv/t, hosts",
    "build-01, 10.0.0.5, /srv/t, build-01.example.org, 10.0.0.5, /srv/t, hosts",
    "build-01, 10.0.0.5, /srv/t, build-01, 10.0.0.5, /srv/t/, paths",
    "build-01, 10.0.0.5, /srv/t, build-01, 10.0.0.5, /srv////t, paths",
    "build-01, 10.0.0.5, /srv/t, build-01, 10.0.0.5, /srv/T, paths",
    "build-01, 10.0.0.5, /srv/t, build-01, 10.0.0.6, /srv/t, addresses",
  })
  void agentsThatAreLikelyOneAreFound(
      String host,
      String address,
      String path,
      String host2,
      String address2,
      String path2,
      String name) {
    store(host, address, path);
    store(host2, address2, path2);

    List<Finding> found =
        inspect().stream().filter(finding -> finding.state() != State.OK).toList();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).name()).isEqualTo(name);
    assertThat(found.get(0).state()).isEqualTo(State.WARNING);
    String column =
        switch (name) {
          case "hosts" -> host2;
          case "paths" -> path2;
          default -> address2;
        };
    assertThat(found.get(0).message()).contains(": 1, such as '").contains("'" + column + "'");
  }

  @Test
  void ofManyLikelyDuplicatesAFewAreShown() {
    for (int i = 0; i < 10; i++) {
      store("build-0" + i, "10.0.0.5", "/srv/" + "long".repeat(100) + i);
      store("BUILD-0" + i, "10.0.0.5", "/srv/" + "long".repeat(100) + i);
    }

    Finding hosts = named("hosts");

    assertThat(hosts.message()).contains(": 10, such as ").hasSizeLessThan(300);
    assertThat(hosts.message().split(" and ", -1)).hasSize(4);
  }

  @Test
  void agentsFromTheFutureAreFound() {
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      beat(store, Beats.heartbeat("right"), Beats.T0.plusSeconds(60));
      beat(store, Beats.heartbeat("ahead"), Beats.T0.plus(Duration.ofDays(1)));
    }

    Finding finding = named("future");

    assertThat(finding.state()).isEqualTo(State.WARNING);
    assertThat(finding.message()).startsWith("1 last seen in the future").contains("2026-02-01");
    assertThat(finding.message()).contains(Beats.id("ahead").value());
  }

  @Test
  void wrongCountsAreFound() {
    store("build-01", "10.0.0.5", "/srv/t");
    Shell.run(file, "UPDATE agent_counts SET agents = 7");

    assertThat(named("counts").state()).isEqualTo(State.PROBLEM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE agent_records SET status = 'no status' | 1 of 1 records are bad",
        "UPDATE agent_records SET issue_ids = '[' | 1 of 1 records are bad",
        "UPDATE agent_records SET repo_path = '/elsewhere' | derives agt_",
        "DELETE FROM last_beats | 1 records lack a half",
        "INSERT INTO last_beats VALUES (99, 99, 0, 1) | 1 records lack a half",
      })
  void recordsThatCannotBeAreFound(String damage, String told) {
    store("build-01", "10.0.0.5", "/srv/t");
    Shell.run(file, damage);

    Finding records = named("records");

    assertThat(records.state()).isEqualTo(State.PROBLEM);
    assertThat(records.message()).contains(told).doesNotContain("\n");
  }

  @Test
  void aDamagedFileIsToldAsThat() throws IOException {
    for (int i = 0; i < 300; i++) {
      store("build-" + i, "10.0.0.5", "/srv/t");
    }
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.seek(damaged.length() / 2 & -4096L);
      damaged.write(new byte[4096]);
    }

    Finding integrity = named("integrity");

    assertThat(integrity.state()).isEqualTo(State.PROBLEM);
    assertThat(integrity.message()).startsWith("the file is damaged (").doesNotContain("\n", "***");
  }

  @Test
  void aLongLogIsToldBeforeItIsGone() throws IOException {
    store("build-01", "10.0.0.5", "/srv/t");
    try (RandomAccessFile log = new RandomAccessFile(file + "-wal", "rw")) {
      log.setLength(300L * 1024 * 1024);
    }

    Finding finding = named("log");

    assertThat(finding.state()).isEqualTo(State.WARNING);
    assertThat(finding.message()).contains("300 MiB");
  }

  @Test
  void whatIsNoDatabaseOfOursIsOneProblem() throws IOException {
    assertProblem("there is no database " + file);
    Files.writeString(file, "no database, but a text of some length ".repeat(100));
    assertProblem(file + " is not a SQLite database");
    Files.delete(file);
    Shell.run(file, "CREATE TABLE foreigner (x)");
    assertProblem(file + " is the database of another program");
    Shell.run(file, "PRAGMA application_id = " + Schema.APPLICATION_ID, "PRAGMA user_version = 99");
    assertProblem("the database " + file + " has version 99");
  }

  @Test
  void anOlderFileIsToldAndLeftAsItIs() {
    Shell.run(
        file,
        "PRAGMA application_id = " + Schema.APPLICATION_ID,
        "PRAGMA user_version = 2",
        "CREATE TABLE something (x)");

    assertThat(inspect())
        .extracting(Finding::name, Finding::state)
        .containsExactly(tuple("file", State.WARNING), ok("log"), ok("integrity"));
    assertThat(Shell.ask(file, "PRAGMA user_version")).containsExactly("2");
  }

  private void assertProblem(String start) {
    assertThat(inspect())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.name()).isEqualTo("file");
              assertThat(finding.state()).isEqualTo(State.PROBLEM);
              assertThat(finding.message()).startsWith(start);
            });
  }

  private List<Finding> inspect() {
    return SqliteInspection.of(file, false, Beats.T0);
  }

  private Finding named(String name) {
    return inspect().stream()
        .filter(finding -> finding.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void store(String hostname, String address, String path) {
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      beat(store, Heartbeat.from(new AgentIdentity(hostname, address, path)), Beats.T0);
    }
  }

  private static Tuple ok(String name) {
    return tuple(name, State.OK);
  }
}
