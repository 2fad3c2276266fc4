package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows is what a newcomer gets: every snippet is run as it stands there. */
@Timeout(300)
class ReadmeIT {

  private static final String SERVE = "./agents serve";

  @TempDir Path home;

  @Test
  void theConsoleSnippetsPrintWhatTheySay() throws Exception {
    String port = freePort();
    Process server = null;
    try {
      for (Readme.Step step : Readme.steps()) {
        List<String> expected =
            step.output().stream().map(line -> line.replace("8080", port)).toList();
        if (step.command().equals(SERVE)) {
          server = inProject(step.command(), port).redirectError(log()).start();
          assertThat(firstLine(server)).isEqualTo(expected.get(0));
        } else {
          Process process =
              inProject(step.command().replace("8080", port), port)
                  .redirectErrorStream(true)
                  .start();
          // How a line ends (CSV, RFC 4180) or whether the last one does, a reader cannot see.
          String output =
              new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                  .replace("\r\n", "\n")
                  .stripTrailing();
          assertThat(output).as(step.command()).matches(pattern(expected));
        }
      }
    } finally {
      if (server != null) {
        server.destroy();
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      }
    }
    assertThat(server).as("the README starts a server").isNotNull();
  }

  @Test
  void theEmbeddersProgramRunsOnTheDomainAndTheSqliteJarsAlone() throws Exception {
    List<List<String>> programs = Readme.blocks("java");
    assertThat(programs).hasSize(1);
    assertThat(programs.get(0).stream().filter(line -> !line.startsWith("import ")).count())
        .as("lines of the program")
        .isLessThanOrEqualTo(16);
    Path source = Files.write(home.resolve("Embedded.java"), programs.get(0));
    String classPath =
        Stream.of(
                "agent-domain",
                "agent-persistence-commit",
                "agent-persistence-sqlite",
                "sqlite-jdbc")
            .map(artifact -> Program.jar(artifact).toString())
            .collect(Collectors.joining(File.pathSeparator));

    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int compiled =
        compiler.run(
            null,
            System.out,
            System.err,
            "--release",
            "17",
            "-Xlint:all",
            "-Werror",
            "-cp",
            classPath,
            "-d",
            home.toString(),
            source.toString());
    assertThat(compiled).isZero();

    Program.Result result =
        Program.run(
            Program.builder(
                home,
                List.of(
                    Program.JAVA.toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    home + File.pathSeparator + classPath,
                    "Embedded",
                    home.resolve("agents.db").toString())));

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("agt_d21ea4ea is ONLINE\n");
    assertThat(result.err()).isEmpty();
    assertThat(Files.readString(Program.ROOT.resolve("README.md")))
        .contains("`agt_d21ea4ea is ONLINE`");
  }

  private ProcessBuilder inProject(String command, String port) {
    // exec: what is told to stop later is the command, not a shell around it.
    String script = command.equals(SERVE) ? "exec " + command : command;
    ProcessBuilder builder = Program.builder(home, List.of("bash", "-c", script));
    builder.environment().put("AGENT_REGISTRY_PORT", port);
    return builder.directory(Program.ROOT.toFile()).redirectInput(new File("/dev/null"));
  }

  private File log() {
    return home.resolve("server.log").toFile();
  }

  private static String firstLine(Process process) throws IOException {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  /** The lines, where {@code …} stands for anything on its line. */
  private static Pattern pattern(List<String> lines) {
    return Pattern.compile(
        lines.stream()
            .map(
                line ->
                    Stream.of(line.split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
            .collect(Collectors.joining("\n")));
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return String.valueOf(socket.getLocalPort());
    }
  }
}
