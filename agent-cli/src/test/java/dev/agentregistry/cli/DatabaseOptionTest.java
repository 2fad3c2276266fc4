package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --db} takes, and that no password that was put there gets any further. */
class DatabaseOptionTest {

  private static final String SECRET = "s3cret";

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void bringSurroundings() {
    cli = new Cli(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "agents.db, false",
    "./agents.db, false",
    "/var/lib/agents.db, false",
    "folder/a://b, false",
    "://agents, false",
    "postgresql://db.example.org/agents, true",
    "POSTGRES://db.example.org/agents, true",
    "jdbc:postgresql://db.example.org/agents, true",
    "mysql://db.example.org/agents, true"
  })
  void aUrlIsToldFromAFile(String name, boolean isUrl) {
    assertThat(Database.isUrl(name)).isEqualTo(isUrl);
  }

  static Stream<List<String>> commands() {
    return Stream.of(
            "list",
            "serve --port 0",
            "doctor",
            "backup copy.db",
            "export agents.ndjson",
            "import --verbose",
            "heartbeat",
            "heartbeat -- true",
            "prune --older-than 7d",
            "token list",
            "events",
            "check --min-online 1")
        .map(command -> List.of(command.split(" ")));
  }

  private static String[] with(List<String> command, String... options) {
    // In front of a command that is to be run, if there is one.
    int end = command.contains("--") ? command.indexOf("--") : command.size();
    return Stream.of(
            command.subList(0, end).stream(),
            Stream.of(options),
            command.subList(end, command.size()).stream())
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noPasswordIsTakenFromTheArguments(List<String> command) {
    for (String url :
        List.of(
            "postgresql://me:" + SECRET + "@db.example.org/agents",
            "Postgres://db.example.org/agents?sslmode=require&password=" + SECRET)) {
      Cli.Result result = cli.run(with(command, "--db", url));

      assertRefused(result, "--db must have no password in it");
      assertThat(result.err())
          .contains("--db-password-file", "AGENT_REGISTRY_DB_PASSWORD", "~/.pgpass");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:s3cret@/agents",
        "postgresql://me:s3cret@db.example.org",
        "postgresql://me:%s3cret@db.example.org/agents",
        "postgresql://db.example.org:99999/agents?password=s3cret",
        "jdbc:postgresql://db.example.org/agents?user=me&password=s3cret",
        "mysql://me:s3cret@db.example.org/agents",
      })
  void aUrlThatIsNoneOfPostgresIsToldWithoutIt(String url) {
    assertRefused(cli.run("list", "--verbose", "--db", url), "--db: ");
    assertRefused(cli.with("AGENT_REGISTRY_DB", url).run("list"), "AGENT_REGISTRY_DB: ");
  }

  @Test
  void inTheEnvironmentAPasswordMayBeInTheUrlAndIsNotShown() {
    cli.with("AGENT_REGISTRY_DB", "postgresql://me:" + SECRET + "@db.example.org/agents");

    assertRefused(cli.run("backup", "copy.db"), "only a database file is backed up so");
    assertThat(cli.run("backup", "copy.db").err())
        .contains("for postgresql://db.example.org/agents use pg_dump");
    assertRefused(cli.run("doctor", "--full"), "--full needs the database file");
  }

  @Test
  void aPasswordFileIsForADatabaseOnAServerAlone() {
    String[] file = {"list", "--db", "agents.db", "--db-password-file", "p"};
    String[] noDatabase = {"list", "--db-password-file", "p"};
    String[] server = {"list", "--db-password-file", "p", "--url", "http://127.0.0.1:9"};

    assertRefused(cli.run(file), "--db-password-file is for a database on a server");
    assertRefused(cli.run(noDatabase), "--db-password-file is for a database on a server");
    assertRefused(cli.run(server), "--db-password-file is for --db");
  }

  @Test
  void aPasswordFileThatIsNotThereIsToldBeforeAnythingIsDone() {
    Cli.Result result =
        cli.run("list", "--db", "postgresql://db.invalid/agents", "--db-password-file", "none");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("agents: cannot read the password file " + folder.resolve("none"))
        .hasLineCount(1);
  }

  @Test
  void aDatabaseIsNoRunningServer() {
    String url = "postgresql://me:" + SECRET + "@db.example.org/agents";

    assertRefused(cli.run("list", "--url", url), "--url names a running server");
    assertRefused(cli.with("AGENT_REGISTRY_URL", url).run("list"), "--url names a running server");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list %s",
        "list --verbose %s",
        "list --sort %s --verbose",
        "list --url %s[ --verbose",
        "import %s",
        "%s"
      })
  void aPasswordInAnArgumentThatIsOutOfPlaceIsNotRepeated(String line) {
    String url = "postgresql://me:" + SECRET + "@db.example.org/agents?password=" + SECRET;

    Cli.Result result = cli.run(line.formatted(url).split(" "));

    assertThat(result.exitCode()).isIn(1, 2);
    assertThat(result.err()).startsWith("agents: ").doesNotContain(SECRET);
  }

  private void assertRefused(Cli.Result result, String message) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("agents: " + message).doesNotContain(SECRET);
    assertThat(result.err().lines().filter(line -> !line.startsWith("  "))).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }
}
