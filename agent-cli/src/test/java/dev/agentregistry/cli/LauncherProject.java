package dev.agentregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A project in miniature around the real launcher: its Maven only notes that it was called, its
 * Java only tells what it was given. Programs that are not linked into its PATH are not there.
 */
final class LauncherProject {

  private static final List<String> TOOLS =
      List.of(
          "sh",
          "cat",
          "cp",
          "date",
          "env",
          "find",
          "flock",
          "grep",
          "head",
          "ls",
          "mkdir",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "touch",
          "tr");

  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$*" >>"$MAVEN_CALLS"
      if [ -n "${MAVEN_FAILS:-}" ]; then
        echo "[ERROR] this does not compile"
        exit 1
      fi
      mkdir -p agent-cli/target/app/lib
      echo jar >agent-cli/target/app/lib/agent-cli-1.jar
      echo jar >agent-cli/target/app/lib/agent-domain-1.jar
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do
        case $argument in
          -Dorg.sqlite.tmpdir=*) echo code >"${argument#*=}/sqlite-1-2-libsqlitejdbc.so" ;;
        esac
      done
      for argument; do
        case $argument in
          -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*)
            echo cache >"${argument#*=}"
            echo listening
            exit 0
            ;;
        esac
      done
      echo "$0 $$"
      echo "input $(readlink /proc/self/fd/0)"
      printf '[%s]\\n' "$@"
      exit "${JAVA_EXIT:-0}"
      """;

  final Path root;
  final Map<String, String> environment = new HashMap<>();
  private final Path folder;
  private final Path tools;
  private final Path mavenCalls;

  LauncherProject(Path folder) throws IOException {
    this.folder = folder;
    this.root = Files.createDirectories(folder.resolve("the project"));
    this.tools = Files.createDirectories(folder.resolve("tools"));
    this.mavenCalls = Files.createFile(folder.resolve("maven-calls"));
    Files.copy(Path.of(System.getProperty("agents.launcher")), root.resolve("agents"));
    executable(root.resolve("agents"), Files.readString(root.resolve("agents")));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.createDirectories(root.resolve("agent-cli/src/main/java"));
    Files.writeString(root.resolve("agent-cli/pom.xml"), "<project/>");
    Files.writeString(source("Main"), "class Main {}");
    for (String tool : TOOLS) {
      link(tool);
    }
    executable(tools.resolve("mvn"), MAVEN);
    environment.put("PATH", tools.toString());
    environment.put("HOME", folder.toString());
    environment.put("MAVEN_CALLS", mavenCalls.toString());
    environment.put("JAVA_HOME", java("jdk", "25.0.1").toString());
  }

  Path source(String name) {
    return root.resolve("agent-cli/src/main/java/" + name + ".java");
  }

  /** Installs a Java of this version, and gives its home. */
  Path java(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(home.resolve("bin/java"), JAVA);
    return home;
  }

  /** Takes a program off the PATH. */
  void without(String tool) throws IOException {
    Files.deleteIfExists(tools.resolve(tool));
  }

  /** Takes a program's place on the PATH. */
  void instead(String tool, String script) throws IOException {
    executable(tools.resolve(tool), script);
  }

  /** Puts a link into the folder on the PATH. */
  void onPath(String name, Path target) throws IOException {
    Files.createSymbolicLink(tools.resolve(name), target);
  }

  Cli.Result run(String... args) throws IOException, InterruptedException {
    return start(root.resolve("agents"), args).result();
  }

  Processes.Started start(Path launcher, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    return Processes.start(folder, environment, command);
  }

  List<String> mavenCalls() throws IOException {
    return Files.readAllLines(mavenCalls);
  }

  /** The folders of the builds that are there. */
  List<Path> builds() throws IOException {
    try (var builds = Files.newDirectoryStream(root.resolve("target/agents"), "[0-9]*")) {
      List<Path> found = new ArrayList<>();
      builds.forEach(found::add);
      return found;
    }
  }

  private void link(String tool) throws IOException {
    for (String place : System.getenv("PATH").split(":", -1)) {
      Path program = Path.of(place, tool);
      if (Files.isExecutable(program)) {
        // No link: JUnit warns of each that it deletes.
        executable(tools.resolve(tool), "#!/bin/sh\nexec " + program + " \"$@\"\n");
        return;
      }
    }
  }

  private static void executable(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
