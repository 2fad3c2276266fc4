package dev.agentregistry.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Runs what short commands mostly run, once, in one process. The launcher has the JVM record it and
 * make a cache of it, from which later starts are quicker.
 */
final class Training {

  private static final List<String> COMMANDS =
      List.of(
          "heartbeat --status working --issue T-1 --capability java --ttl 5m",
          "heartbeat --hostname build-01 --address 10.0.0.5 --repo /srv/tracker -o json",
          "list",
          "list --liveness online --status working --hostname build-01 --issue T-1 -o wide",
          "list --all --sort id -o ndjson",
          "list -o json",
          "list -o csv",
          "show agt_00000000",
          "prune --older-than 7d --dry-run",
          "prune --older-than 7d",
          "remove agt_00000000",
          "id build-01 10.0.0.5 /srv/repos/tracker",
          "stats",
          "issues",
          "events --after 0 --count 1",
          "check --min-online 1",
          "export",
          "doctor",
          "token list",
          "--version",
          "--help");

  private static final List<String> FAR =
      List.of(
          "heartbeat --status working --issue T-1 --capability java --ttl 5m",
          "list",
          "list -o json",
          "show agt_00000000",
          "stats",
          "export");

  private Training() {}

  /** Takes the folder that it may work in, and the URL of a server that may be asked. */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    Surroundings surroundings =
        new Surroundings(
            Map.of("XDG_DATA_HOME", folder.toString(), "TERM", "xterm"),
            folder,
            folder,
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            Set.of(StandardStream.OUT),
            () -> OptionalInt.of(80),
            () -> TerminalSize.USUAL,
            InstantSource.system(),
            action -> {});
    for (String command : COMMANDS) {
      Main.run(surroundings, command.split(" "));
    }
    for (String command : FAR) {
      String there = command + " --url " + args[1] + " --token-file token";
      Main.run(surroundings, there.split(" "));
    }
    // The way into it that is not taken above.
    Surroundings.ofThisProcess();
  }
}
