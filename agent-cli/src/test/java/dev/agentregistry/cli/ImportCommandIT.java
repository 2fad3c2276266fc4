package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.cli.Registry.Where;
import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.Heartbeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be imported is told by its line, and then nothing is. */
class ImportCommandIT {

  private static final String GOOD = Records.line(Records.agent("good", 5)) + "\n";

  /** Both spell the same text, and so have the same ID. */
  private static final Agent STORED = agentAt("a:b", "c");

  private static final Agent COLLIDING = agentAt("a", "b:c");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aBadLineIsToldByNumberAndNothingIsImported(Where where) {
    String lines =
        GOOD
            + "\r\n"
            + "{\"id\": \"agt_00000000\"}\n"
            + "no JSON\n"
            + "[1]\n"
            + Records.line(Records.agent("x", 1)).replace("agt_", "agt_0")
            + "\n"
            + GOOD;
    try (Registry registry = Registry.open(where, folder, "agents")) {
      Cli.Result result = registry.runWith(lines, "import", "-o", "json");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.out()).isEqualTo("{\"imported\":0,\"kept\":0,\"bad\":4}\n");
      assertThat(result.err().lines())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("line 3: ").contains("repo_path is required"),
              line -> assertThat(line).startsWith("line 4: it is not JSON: ").contains("column 1"),
              line -> assertThat(line).startsWith("line 5: it is JSON, but not an object"),
              line -> assertThat(line).startsWith("line 6: id must be agt_"),
              line ->
                  assertThat(line)
                      .isEqualTo(
                          "agents: nothing was imported, since 4 lines are bad: correct them, or"
                              + " add --skip-bad"));
      assertThat(registry.run("export").out()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void badLinesArePassedOverIfThatIsWanted(Where where) {
    try (Registry registry = Registry.open(where, folder, "agents")) {
      Cli.Result result = registry.runWith("nonsense\n" + GOOD + "{}\n", "import", "--skip-bad");

      assertThat(result.exitCode()).isZero();
      assertThat(result.err())
          .startsWith("line 1: ")
          .contains("\nline 3: ")
          .endsWith("\nImported 1 agent; 2 bad lines passed over.\n");
      assertThat(registry.run("export").out()).isEqualTo(GOOD);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofManyBadLinesTheFirstTwentyAreTold(Where where) {
    String lines =
        IntStream.rangeClosed(1, 500).mapToObj(i -> i + "\n").collect(Collectors.joining());
    try (Registry registry = Registry.open(where, folder, "agents")) {
      List<String> told = registry.runWith(lines, "import").err().lines().toList();

      assertThat(told).hasSize(22);
      for (int i = 0; i < 20; i++) {
        assertThat(told.get(i)).startsWith("line " + (i + 1) + ": ");
      }
      assertThat(told.get(20)).isEqualTo("… and 480 more bad lines");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRecordWhoseIdBelongsToAnotherIsBad(Where where) {
    try (Registry registry = Registry.open(where, folder, "agents")) {
      registry.runWith(Records.line(STORED), "import");

      Cli.Result result = registry.runWith(GOOD + Records.line(COLLIDING), "import");
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .startsWith("line 2: " + STORED.id() + " already belongs to 'a:b' 'c'");
      assertThat(registry.run("export").out()).isEqualTo(Records.line(STORED) + "\n");

      Cli.Result skipped =
          registry.runWith(GOOD + Records.line(COLLIDING), "import", "--skip-bad", "-o", "json");
      assertThat(skipped.out()).isEqualTo("{\"imported\":1,\"kept\":0,\"bad\":1}\n");
      assertThat(skipped.err()).startsWith("line 2: " + STORED.id() + " already belongs to");
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoIdentitiesOfOneIdInTheFileAreBad(Where where) {
    String lines = Records.line(STORED) + "\n" + GOOD + Records.line(COLLIDING) + "\n";
    try (Registry registry = Registry.open(where, folder, "agents")) {
      assertThat(registry.runWith(lines, "import").err())
          .containsPattern("^line [13]: " + STORED.id() + " is the ID of another identity on line ")
          .contains("nothing was imported");
      assertThat(registry.run("list").exitCode()).isEqualTo(where == Where.NEAR ? 1 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDryRunOnlyChecks(Where where) {
    try (Registry registry = Registry.open(where, folder, "agents")) {
      assertThat(registry.runWith(GOOD, "import", "--dry-run"))
          .isEqualTo(
              new Cli.Result(0, "", "1 agent to import, no bad lines; nothing was changed.\n"));
      assertThat(registry.runWith("{}", "import", "--dry-run").exitCode()).isEqualTo(1);
      assertThat(registry.run("export").out()).isEmpty();
    }
  }

  @Test
  void noFileIsMadeWhereNothingIsImported() {
    try (Registry registry = Registry.open(Where.NEAR, folder, "agents")) {
      registry.runWith(GOOD, "import", "--dry-run");
      registry.runWith(GOOD + "{}", "import");

      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void windowsLineEndsAndByteOrderMarksAreNoMatter() {
    try (Registry registry = Registry.open(Where.NEAR, folder, "agents")) {
      assertThat(registry.runWith("\ufeff" + GOOD.replace("\n", "\r\n\r\n  \n"), "import").err())
          .isEqualTo("Imported 1 agent.\n");
    }
  }

  @Test
  void theLongestRecordComesBackAndALongerLineIsBad() throws IOException {
    List<String> longest =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "%04d".formatted(i) + "\u0001".repeat(124))
            .toList();
    Heartbeat heartbeat =
        Heartbeat.builder()
            .hostname("h")
            .machineAddress("a")
            .repoPath("/" + "🙂".repeat(4_095))
            .issueIds(longest)
            .capabilities(longest)
            .build();
    Agent agent = Agent.restored(heartbeat, Cli.NOW, Cli.NOW, Cli.NOW, 1);
    Files.writeString(
        folder.resolve("long"), Records.line(agent) + "\n" + " ".repeat(3_000_000) + "{}\n" + GOOD);
    try (Registry registry = Registry.open(Where.NEAR, folder, "agents")) {
      assertThat(registry.run("import", "long", "--skip-bad").err())
          .isEqualTo(
              """
              line 2: it is longer than 2 MiB, which no record is
              Imported 2 agents; 1 bad line passed over.
              """);
      assertThat(registry.run("export").out()).contains(Records.line(agent));
    }
  }

  @Test
  void whatComesByPipeLeavesNoCopy() throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    try (Registry registry = Registry.open(Where.NEAR, folder, "agents")) {
      registry.cli().with("TMPDIR", temporary.toString());
      assertThat(registry.runWith(GOOD, "import").exitCode()).isZero();
      assertThat(registry.runWith("bad", "import").exitCode()).isEqualTo(1);
      assertThat(temporary).isEmptyDirectory();

      registry.cli().with("TMPDIR", "none");
      assertThat(registry.runWith(GOOD, "import").err()).contains("TMPDIR").hasLineCount(1);
    }
  }

  @Test
  void aFileThatCannotBeReadIsTold() {
    try (Registry registry = Registry.open(Where.NEAR, folder, "agents")) {
      assertThat(registry.run("import", "none").err())
          .isEqualTo("agents: cannot read " + folder + "/none: no such file or folder\n");
      assertThat(registry.run("import", ".").err()).contains("is a folder");
      registry.cli().onTerminal();
      assertThat(registry.run("import").exitCode()).isEqualTo(2);
    }
  }

  private static Agent agentAt(String hostname, String address) {
    Heartbeat heartbeat =
        Heartbeat.builder().hostname(hostname).machineAddress(address).repoPath("/r").build();
    return Agent.restored(heartbeat, Cli.NOW, Cli.NOW, Cli.NOW, 1);
  }
}
