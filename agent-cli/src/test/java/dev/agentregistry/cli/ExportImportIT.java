package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.cli.Registry.Where;
import dev.agentregistry.domain.Agent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Records leave one registry and come into another, wherever these are, as they are. */
class ExportImportIT {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "NEAR, NEAR",
    "NEAR, FAR",
    "FAR, NEAR",
    "FAR, FAR",
    "NEAR, POSTGRES",
    "POSTGRES, NEAR",
    "FAR, POSTGRES"
  })
  void twoThousandHostileRecordsComeThroughUnchanged(Where from, Where to) throws IOException {
    List<Agent> agents = Records.hostile(2_000);
    String lines = Records.file(agents);
    Files.writeString(folder.resolve("in.ndjson"), lines);
    try (Registry one = Registry.open(from, folder, "one");
        Registry other = Registry.open(to, folder, "other")) {
      assertThat(one.run("import", "in.ndjson"))
          .isEqualTo(new Cli.Result(0, "", "Imported " + agents.size() + " agents.\n"));
      assertThat(one.run("export", "out.ndjson"))
          .isEqualTo(new Cli.Result(0, "", "Exported " + agents.size() + " agents.\n"));
      Cli.Result piped = one.run("export");
      assertThat(piped.err()).isEmpty();

      assertThat(other.runWith(piped.out(), "import", "-", "-o", "json").out())
          .isEqualTo("{\"imported\":" + agents.size() + ",\"kept\":0,\"bad\":0}\n");
      assertThat(other.run("export").out()).isEqualTo(lines).isEqualTo(piped.out());
      assertThat(folder.resolve("out.ndjson")).hasContent(lines);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsThereAsNewOrNewerIsKept(Where where) {
    try (Registry registry = Registry.open(where, folder, "agents")) {
      registry.runWith(lines(Records.agent("a", 5), Records.agent("b", 5)), "import");

      Cli.Result again =
          registry.runWith(
              lines(
                  Records.agent("a", 4),
                  Records.agent("b", 5),
                  Records.agent("b", 6),
                  Records.agent("c", 1)),
              "import");

      assertThat(again)
          .isEqualTo(
              new Cli.Result(0, "", "Imported 2 agents; 2 were there already, as new or newer.\n"));
      assertThat(registry.run("export").out())
          .isEqualTo(
              Records.file(
                  List.of(Records.agent("a", 5), Records.agent("b", 6), Records.agent("c", 1))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfTwoRecordsOfOneAgentDoesNotMatter(Where where) {
    List<Agent> versions =
        IntStream.rangeClosed(1, 200).mapToObj(i -> Records.agent("a", i)).toList().reversed();
    try (Registry registry = Registry.open(where, folder, "agents")) {
      assertThat(registry.runWith(lines(versions.toArray(Agent[]::new)), "import").exitCode())
          .isZero();
      assertThat(registry.run("export").out()).isEqualTo(lines(Records.agent("a", 200)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAListShowsCanBeImported(Where where) {
    try (Registry registry = Registry.open(where, folder, "agents");
        Registry other = Registry.open(where, folder, "other")) {
      registry.runWith(lines(Records.agent("a", 5), Records.agent("b", 5)), "import");
      String listed = registry.run("list", "--all", "-o", "ndjson").out();

      assertThat(listed).contains("\"liveness\"");
      assertThat(other.runWith(listed, "import").exitCode()).isZero();
      assertThat(other.run("export").out()).isEqualTo(registry.run("export").out());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileIsNotReplacedUnlessForced(Where where) throws IOException {
    Path file = Files.writeString(folder.resolve("out.ndjson"), "precious");
    try (Registry registry = Registry.open(where, folder, "agents")) {
      registry.runWith(lines(Records.agent("a", 5)), "import");

      Cli.Result refusal = registry.run("export", "out.ndjson");
      assertThat(refusal.exitCode()).isEqualTo(3);
      assertThat(refusal.err()).contains(file + " is there already", "--force").hasLineCount(1);
      assertThat(file).hasContent("precious");

      assertThat(registry.run("export", "out.ndjson", "--force").exitCode()).isZero();
      assertThat(file).hasContent(Records.line(Records.agent("a", 5)));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertNoDraftIsLeft();
    }
  }

  @Test
  void theDatabaseItselfIsNeverReplaced() throws IOException {
    try (Registry registry = Registry.open(Where.NEAR, folder, "agents")) {
      registry.runWith(lines(Records.agent("a", 5)), "import");
      Files.createSymbolicLink(folder.resolve("link"), registry.file());
      byte[] before = Files.readAllBytes(registry.file());

      for (String name : List.of("agents.db", "agents.db-wal", "link")) {
        assertThat(registry.run("export", name, "--force").exitCode()).as(name).isEqualTo(3);
        assertThat(registry.run("backup", name, "--force").exitCode()).as(name).isEqualTo(3);
      }
      assertThat(Files.readAllBytes(registry.file())).isEqualTo(before);
    }
  }

  @Test
  void whereNothingCanBeWrittenThatIsTold() {
    try (Registry registry = Registry.open(Where.NEAR, folder, "agents")) {
      registry.runWith(lines(Records.agent("a", 5)), "import");

      assertThat(registry.run("export", "none/out").err()).startsWith("agents: there is no folder");
      assertThat(registry.run("export", ".").err()).contains("is a folder: name a file in it");
      assertThat(registry.run("export", "/dev/null", "--force").err()).contains("is no file");
    }
  }

  @Test
  void aReaderThatHasReadEnoughEndsAnExportQuietly() {
    try (Registry registry = Registry.open(Where.NEAR, folder, "agents")) {
      registry.runWith(Records.file(Records.hostile(200)), "import");
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Surroundings surroundings = registry.cli().surroundings(closedPipe(), err);

      assertThat(Main.run(surroundings, "export", "--db", registry.file().toString())).isZero();
      assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }
  }

  @Test
  void nothingIsExportedFromAnEmptyRegistry() {
    try (Registry registry = Registry.open(Where.NEAR, folder, "agents")) {
      registry.runWith("\n", "import");

      assertThat(registry.run("export")).isEqualTo(new Cli.Result(0, "", ""));
      assertThat(registry.run("export", "out").err()).isEqualTo("Exported 0 agents.\n");
      assertThat(folder.resolve("out")).isEmptyFile();
    }
  }

  private void assertNoDraftIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("draft"));
    }
  }

  private static String lines(Agent... agents) {
    return Stream.of(agents).map(agent -> Records.line(agent) + "\n").reduce("", String::concat);
  }

  private static OutputStream closedPipe() {
    return new OutputStream() {
      @Override
      public void write(int oneByte) throws IOException {
        throw new IOException("Broken pipe");
      }
    };
  }
}
