package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void bringSurroundings() {
    cli = new Cli(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "build-01, 10.0.0.5, /srv/repos/tracker, agt_d21ea4ea",
    "höst, fe80::1, /home/zoë/репо, agt_48a8263b",
    "WIN-7, 192.168.1.7, C:\\work\\repo, agt_3fed49a5",
    "@a, b, --, agt_3fb74c8b"
  })
  void anIdIsPrintedAndNothingElse(String hostname, String address, String repo, String id) {
    Cli.Result result = cli.run("id", "--", hostname, address, repo);

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo(id + "\n");
    assertThat(result.err()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void withoutACommandThereIsHelp() {
    assertThat(cli.run()).isEqualTo(cli.run("--help"));
    assertThat(cli.run().out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(cli.run("--version").out()).startsWith("agents ").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lst | unknown command 'lst': did you mean list | agents",
        "list --limt 3 | unknown option '--limt': did you mean | agents list",
        "list extra | unknown argument 'extra' | agents list",
        "list --limit 0 | --limit must be a whole number, 1 to 1000, but is '0' | agents list",
        "list --limit | missing | agents list",
        "list --offset -1 | --offset must be a whole number, 0 or more | agents list",
        "list --sort name | --sort must be one of last_seen_at, id, but is 'name' | agents list",
        "list --liveness dead | --liveness must be one of online, stale, offline | agents list",
        "list --status a,b | --status must be 1 to 32 letters | agents list",
        "list -o xml | --output must be one of table, wide, json, ndjson, csv | agents list",
        "list --all --limit 3 | --all shows every agent | agents list",
        "list --limit 1 --limit 2 | option '--limit' (N) should be specified only | agents list",
        "show | missing required parameter: 'ID' | agents show",
        "remove | missing required parameter: 'ID' | agents remove",
        "prune | missing required option: '--older-than=TIME' | agents prune",
        "prune --older-than soon | --older-than must be a duration such as 30s | agents prune",
        "heartbeat --hostname= | --hostname must not be blank | agents heartbeat",
        "heartbeat --repo= | --repo must not be blank | agents heartbeat",
        "heartbeat --ttl 0 | --ttl must be a time such as 30s or 5m | agents heartbeat",
        "heartbeat --issue= | --issue item 1 must not be empty | agents heartbeat",
        "heartbeat --every 0s | --every must be a time such as 30s or 5m, from 1s to 7d | agents"
            + " heartbeat",
        "heartbeat --every 8d | --every must be a time such as 30s or 5m, from 1s to 7d | agents"
            + " heartbeat",
        "heartbeat --every 30 | --every must be a time such as 30s or 5m, from 1s to 7d | agents"
            + " heartbeat",
        "heartbeat --every 30s --ttl 30s | --ttl must be longer than --every | agents heartbeat",
        "heartbeat --every 30s sh -c true | unknown argument 'sh': a command to run | agents"
            + " heartbeat",
        "heartbeat --issue A B -- sh -c true | unknown argument 'B': a command to run | agents"
            + " heartbeat",
        "watch | watch needs a terminal | agents watch",
        "watch --every 2h | --every must be a time such as 30s or 5m, from 1s to 1h | agents watch",
        "list --url= | the URL must be such as http://127.0.0.1:8080 | agents list",
        "list --url example.org | the URL must be such as http://127.0.0.1:8080 | agents list",
        "list --url http://me:secret@example.org | the URL must not have a user in it | agents"
            + " list",
        "heartbeat --url example.org -- true | the URL must be such as | agents heartbeat",
        "heartbeat --token-file token -- true | --token-file is for a server | agents heartbeat",
        "list --token-file token | --token-file is for a server: name it with --url | agents list",
        "prune --older-than 1d --tls-ca ca.pem | --tls-ca is for a server | agents prune",
        "id a b | missing required parameter: 'REPO' | agents id",
        "list --db= | --db must not be blank | agents list",
        "import -o csv | --output must be one of text, json, but is 'csv' | agents import",
        "backup | missing required parameter: 'FILE' | agents backup",
        "completion | missing required parameter: 'SHELL' | agents completion",
        "completion ksh | SHELL must be one of bash, zsh, fish, but is 'ksh' | agents completion",
      })
  void wrongUsageIsToldInOneLineWithWhereToLook(String line, String message, String command) {
    Cli.Result result = cli.run(line.split(" ", -1));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("agents: " + message)
        .endsWith(" (see '" + command + " --help')\n")
        .hasLineCount(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTerminalThatCannotBeRedrawnIsNotWatchedOn() {
    cli.onTerminal().with("TERM", "dumb");

    assertThat(cli.run("watch").exitCode()).isEqualTo(2);
    assertThat(cli.run("watch").out()).isEmpty();
  }

  @Test
  void whereTheFirstLookFailsNothingIsDrawn() {
    Cli.Result result = cli.onTerminal().run("watch");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("agents: there is no database at ").hasLineCount(1);
  }

  @Test
  void aCommandThatCannotBeRunEndsAsInAShellAndNothingIsSent() throws IOException {
    Files.writeString(folder.resolve("text"), "no program");

    assertThat(cli.run("heartbeat", "--", folder.resolve("missing").toString()).exitCode())
        .isEqualTo(127);
    assertThat(cli.run("heartbeat", "--", "no-such-command", "--status", "x"))
        .isEqualTo(
            new Cli.Result(
                127, "", "agents: cannot run 'no-such-command': there is no such command\n"));
    assertThat(cli.run("heartbeat", "--", folder.resolve("text").toString()).exitCode())
        .isEqualTo(126);
    assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("text"));
  }

  @Test
  void aBadIdentityIsToldInTheWordsOfTheIdCommand() {
    assertThat(cli.run("id", "", "b", "c").err()).startsWith("agents: hostname must not be blank");
  }

  @Test
  void verboseAddsTheStackTrace() {
    assertThat(cli.run("list").err()).hasLineCount(1);
    assertThat(cli.run("list", "--verbose").err()).contains("\n  at dev.agentregistry.cli.");
    assertThat(cli.run("--verbose", "list").err()).contains("\n  at dev.agentregistry.cli.");
    assertThat(cli.run("list", "--verbose", "--limit", "x").err()).contains("\n  at picocli.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "show agt_d21ea4ea",
        "remove agt_d21ea4ea",
        "prune --older-than 7d",
        "export",
        "export agents.ndjson",
        "backup copy.db"
      })
  void aMissingDatabaseIsToldAndNotMade(String line) {
    Cli.Result result = cli.run(line.split(" ", -1));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("agents: there is no database at " + folder);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void textThatTheLocaleGarbledIsRefused() {
    Cli.Result result = cli.run("id", "h\ufffd\ufffdst", "b", "c");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void anArgumentWithAnAtSignIsNoFileOfArguments() throws IOException {
    Files.writeString(folder.resolve("team"), "--help");

    assertThat(cli.run("id", "@" + folder.resolve("team"), "b", "c").out()).startsWith("agt_");
  }

  @Test
  void aReaderThatHasReadEnoughIsNoFailure() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    assertThat(Main.run(cli.surroundings(failing("Broken pipe"), err), "id", "a", "b", "c"))
        .isZero();
    assertThat(err.size()).isZero();
  }

  @Test
  void outputThatCannotBeWrittenIsAFailure() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings full = cli.surroundings(failing("No space left on device"), err);

    assertThat(Main.run(full, "id", "a", "b", "c")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("agents: cannot write to standard output: No space left on device\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Broken pipe"})
  void aTokenThatNobodyGotIsRevoked(String reason) {
    String database = folder.resolve("agents.db").toString();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings deaf = cli.surroundings(failing(reason), err);
    String[] create = {"token", "create", "--name", "ci", "--scope", "agent", "--db", database};

    assertThat(Main.run(deaf, create)).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("agents: the token 'ci' is revoked again")
        .hasLineCount(1);
    assertThat(cli.run("token", "list", "-o", "json", "--db", database).out())
        .isEqualTo("{\"tokens\":[]}\n");
  }

  @Test
  void coloursAreForTerminalsThatWantThem() {
    assertThat(cli.run("--help").out()).doesNotContain("\u001b");
    assertThat(cli.onTerminal().run("--help").out()).contains("\u001b");
    assertThat(cli.with("NO_COLOR", "1").run("--help").out()).doesNotContain("\u001b");
    assertThat(cli.with("NO_COLOR", "").run("--help").out()).contains("\u001b");
    assertThat(cli.with("TERM", "dumb").run("--help").out()).doesNotContain("\u001b");
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int oneByte) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
