package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherIT {

  @TempDir Path folder;
  private LauncherProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = new LauncherProject(folder.toRealPath());
  }

  @Test
  void theFirstUseBuildsAndTheNextDoesNot() throws Exception {
    Cli.Result first = project.run("list");
    Cli.Result second = project.run("list");

    assertThat(first.exitCode()).isZero();
    assertThat(first.err().lines())
        .containsExactly(
            "agents: building (first run or sources changed) …",
            "agents: preparing quick starts on Java 25.0.1 (once) …");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).contains("[list]");
    assertThat(project.mavenCalls()).hasSize(1).first().asString().contains("-DskipTests");
  }

  @Test
  void everyArgumentArrivesAsItIs() throws Exception {
    String[] args = {"id", "", "a b", "*", "$HOME", "'\"\\", "--x=ë 日", "new\nline", "-o", "--"};

    assertThat(project.run(args).out())
        .endsWith("/lib/agent-cli.jar]\n[" + String.join("]\n[", args) + "]\n");
    assertThat(project.run().out()).endsWith("/lib/agent-cli.jar]\n");
  }

  @Test
  void withoutStandardInputThereIsNothingToRead() throws Exception {
    project.run("list");
    Path closed = project.root.resolve("closed");
    Files.writeString(closed, "exec '" + project.root.resolve("agents") + "' \"$@\" <&-");

    assertThat(project.start(Path.of("/bin/sh"), closed.toString(), "list").result().out())
        .contains("input /dev/null\n");
  }

  @Test
  void aCollectorThatTheUserNamesIsTheOnlyOne() throws Exception {
    assertThat(project.run("list").out()).contains("[-XX:+UseSerialGC]");
    assertThat(project.run("serve").out()).contains("[-XX:+UseSerialGC]");

    for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
      project.environment.put(variable, "-Dx=y -XX:+UseZGC");
      assertThat(project.run("list").out()).doesNotContain("GC]");
      assertThat(project.run("serve").out()).doesNotContain("GC]");
      project.environment.remove(variable);
    }
  }

  @Test
  void theJvmTakesTheLaunchersPlaceSoThatSignalsAndExitCodesAreItsOwn() throws Exception {
    project.run("list");
    project.environment.put("JAVA_EXIT", "4");
    Processes.Started started = project.start(project.root.resolve("agents"), "show");

    assertThat(started.result().exitCode()).isEqualTo(4);
    assertThat(started.result().out()).contains("/bin/java " + started.process().pid() + "\n");
  }

  @Test
  void aChangedANewAndARemovedSourceAreEachBuilt() throws Exception {
    project.run("list");
    age(project.root.resolve("target/agents/current"), Duration.ofHours(-2));
    for (Path path :
        List.of(project.source("Main"), project.source("Main").getParent(), pom(), modulePom())) {
      age(path, Duration.ofHours(-3));
    }
    ageAllFolders();
    assertThat(project.run("list").err()).isEmpty();

    age(project.source("Main"), Duration.ofHours(-1));
    assertThat(project.run("list").err()).contains("building");
    assertThat(project.mavenCalls()).hasSize(2);
    assertThat(project.run("list").err()).isEmpty();

    age(project.root.resolve("target/agents/current"), Duration.ofMinutes(-30));
    age(packagedJar(), Duration.ofMinutes(-30));
    Files.delete(project.source("Main"));
    assertThat(project.run("list").err()).contains("building");
    assertThat(project.mavenCalls()).hasSize(3);
  }

  @Test
  void whatMavenHasJustBuiltIsOnlyCopied() throws Exception {
    project.run("list");
    Files.delete(project.root.resolve("target/agents/current"));

    assertThat(project.run("list").exitCode()).isZero();
    assertThat(project.mavenCalls()).hasSize(1);
  }

  @Test
  void aSourceFromTheFutureIsNotBuiltEachTime() throws Exception {
    age(project.source("Main"), Duration.ofDays(30));
    age(modulePom(), Duration.ofDays(60));
    project.run("list");

    assertThat(project.run("list").err()).isEmpty();
    assertThat(project.mavenCalls()).hasSize(1);
  }

  @Test
  void itIsFoundThroughChainsOfRelativeSymbolicLinks() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("usr/local/bin"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of("../../../the project/agents"));
    Files.createSymbolicLink(folder.resolve("usr/second"), Path.of("local/bin/first"));
    Path link = Files.createSymbolicLink(folder.resolve("agents"), folder.resolve("usr/second"));

    assertThat(project.start(link, "list").result().out())
        .contains("[-jar]\n[" + project.root + "/target/agents/");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void severalAtOnceBuildOnce(boolean withFlock) throws Exception {
    if (!withFlock) {
      project.without("flock");
    }
    List<Processes.Started> started =
        List.of(start("one"), start("two"), start("three"), start("four"));

    for (Processes.Started one : started) {
      assertThat(one.result().exitCode()).isZero();
      assertThat(one.result().out()).contains("/lib/agent-cli.jar]");
    }
    assertThat(project.mavenCalls()).hasSize(1);
    assertThat(project.builds()).hasSize(1);
    assertThat(project.root.resolve("target/agents/locked")).doesNotExist();
  }

  @Test
  void aLockThatIsGivenBackAtTheVeryMomentIsNoFailure() throws Exception {
    project.without("flock");
    Path refused = folder.resolve("refused");
    project.instead(
        "mkdir",
        """
        #!/bin/sh
        case $* in
          */locked) [ -e "%1$s" ] || { touch "%1$s" && exit 1; } ;;
        esac
        PATH=/usr/bin:/bin exec mkdir "$@"
        """
            .formatted(refused));

    assertThat(project.run("list").exitCode()).isZero();
    assertThat(refused).exists();
    assertThat(project.mavenCalls()).hasSize(1);
  }

  @Test
  void aFailedBuildShowsWhatMavenSaidAndIsTriedAgain() throws Exception {
    project.environment.put("MAVEN_FAILS", "yes");
    Cli.Result failed = project.run("list");
    project.environment.remove("MAVEN_FAILS");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .contains("[ERROR] this does not compile")
        .endsWith("agents: the build failed, see above\n");
    assertThat(project.run("list").exitCode()).isZero();
  }

  @Test
  void whereNothingCanBeWrittenWhatMavenMadeRunsInItsPlace() throws Exception {
    Files.createDirectory(project.root.resolve("target"));
    // A file in the place of the folder: it stops even root, whom no permission stops.
    Files.createFile(project.root.resolve("target/agents"));
    Cli.Result nothing = project.run("list");
    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(nothing.err()).startsWith("agents: there is no build").hasLineCount(1);

    Files.createDirectories(packagedJar().resolveSibling("."));
    Files.writeString(packagedJar(), "jar");
    Cli.Result inPlace = project.run("list");
    assertThat(inPlace.err()).isEmpty();
    assertThat(inPlace.out()).contains("[-jar]\n[" + packagedJar() + "]\n[list]");
  }

  @Test
  void withoutMavenItSaysSoInOneLine() throws Exception {
    project.without("mvn");
    Cli.Result result = project.run("list");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("agents: needs Maven").hasLineCount(1);
  }

  @Test
  void aJavaThatIsTooOldIsPassedOver() throws Exception {
    project.environment.put("JAVA_HOME", project.java("old", "17.0.15").toString());
    project.onPath("java", project.java("on path", "21.0.4").resolve("bin/java"));
    assertThat(project.run("list").out()).startsWith(folder.toRealPath() + "/on path/bin/java ");

    project.without("java");
    project.java(".jdks/jdk-98", "98");
    project.java(".sdkman/candidates/java/99-ea", "99-ea");
    assertThat(project.run("list").out()).contains("/.sdkman/candidates/java/99-ea/bin/java ");
  }

  @ParameterizedTest
  @CsvSource({
    "25.0.1, -XX:AOTCache=, '-Xlog:aot*=off,cds*=off'",
    "24.0.2, -XX:SharedArchiveFile=, -Xlog:cds*=off",
    "21.0.4, -XX:SharedArchiveFile=, -Xlog:cds*=off"
  })
  void eachJavaHasCachesOfItsOwn(String version, String flag, String quiet) throws Exception {
    project.run("list");
    project.environment.put("JAVA_HOME", project.java("jdk " + version, version).toString());

    String list = project.run("list").out();
    assertThat(list).contains("[" + flag, "/java-" + version + "/short]", "[" + quiet + "]");
    assertThat(list)
        .contains("[-XX:+DisplayVMOutputToStderr]\n[-XX:TieredStopAtLevel=1]\n[-XX:+UseSerialGC]");

    assertThat(project.run("--verbose", "serve").out())
        .contains("[" + flag, "/java-" + version + "/serve]", "[" + quiet + "]")
        .containsPattern("\\[-Dorg\\.sqlite\\.lib\\.path=.*/java-" + version + "]")
        .contains("[-Xmn64m]\n[-XX:+UseSerialGC]")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void aCacheThatIsGoneIsDoneWithout() throws Exception {
    project.run("list");
    Files.delete(project.builds().getFirst().resolve("java-25.0.1/short"));
    Cli.Result result = project.run("list");

    assertThat(result.out()).contains("[list]").doesNotContain("AOTCache");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void theBuildThatAServerRunsFromStays() throws Exception {
    project.run("list");
    Path running = project.builds().getFirst();
    Files.createFile(running.resolve("running." + ProcessHandle.current().pid()));
    for (int i = 0; i < 3; i++) {
      Files.delete(project.root.resolve("target/agents/current"));
      project.run("list");
    }

    assertThat(project.builds()).contains(running).hasSizeLessThan(4);
    assertThat(running.resolve("lib/agent-cli.jar")).exists();
  }

  @Test
  void aServerStartsAlsoWhereItCannotLeaveAMark() throws Exception {
    project.run("list");
    String placeOfTheMark = project.builds().getFirst() + "/running.";
    Cli.Result result = inShell("mkdir \"$2$$\" && exec \"$1\" serve", placeOfTheMark);

    assertThat(result.out()).contains("[serve]");
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void whereTheCurrentDirectoryIsGoneItSaysSoAndStartsNoJvm() throws Exception {
    String gone = project.root.resolve("gone").toString();
    Cli.Result result =
        inShell("mkdir \"$2\" && cd \"$2\" && rm -r \"$2\" && exec \"$1\" list", gone);

    assertThat(result.err()).contains("agents: the current directory is gone: change to another");
    assertThat(result.out()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(project.mavenCalls()).isEmpty();
  }

  /** Runs a script whose first argument is the launcher. */
  private Cli.Result inShell(String script, String argument) throws Exception {
    String launcher = project.root.resolve("agents").toString();
    return project.start(Path.of("/bin/sh"), "-c", script, "sh", launcher, argument).result();
  }

  private Processes.Started start(String argument) throws IOException {
    return project.start(project.root.resolve("agents"), argument);
  }

  private Path pom() {
    return project.root.resolve("pom.xml");
  }

  private Path modulePom() {
    return project.root.resolve("agent-cli/pom.xml");
  }

  private Path packagedJar() {
    return project.root.resolve("agent-cli/target/app/lib/agent-cli-1.jar");
  }

  private void ageAllFolders() throws IOException {
    age(project.root.resolve("agent-cli/src/main"), Duration.ofHours(-3));
    age(packagedJar(), Duration.ofHours(-2));
  }

  private static void age(Path path, Duration age) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plus(age)));
  }
}
