package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatCommandIT {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "--every 1s, 300",
    "--every 100s, 300",
    "--every 101s, 303",
    "--every PT100.5S, 302",
    "--every 1d, 259200",
    "--every 7d, 604800",
    "--every 100s --ttl 2m, 120",
    "--ttl 31s, 31"
  })
  void theTtlIsLongEnoughForTheInterval(String options, long seconds) {
    Cli cli = new Cli(folder);

    assertThat(heartbeat(cli, options, "true")).isEqualTo(new Cli.Result(0, "", ""));
    assertThat(cli.run("list", "-o", "ndjson").out())
        .contains("\"ttl_seconds\":" + seconds + ",", "\"status\":\"offline\"");
  }

  @Test
  void optionsAfterTheDelimiterAreTheCommands() throws Exception {
    Path seen = folder.resolve("seen");

    Cli.Result result =
        heartbeat(
            new Cli(folder),
            "--status working",
            "sh",
            "-c",
            "echo \"$@\" > " + seen,
            "sh",
            "--status",
            "theirs",
            "--",
            "--help");

    assertThat(result).isEqualTo(new Cli.Result(0, "", ""));
    assertThat(Files.readString(seen)).isEqualTo("--status theirs -- --help\n");
  }

  private static Cli.Result heartbeat(Cli cli, String options, String... command) {
    List<String> arguments = new ArrayList<>(List.of("heartbeat"));
    arguments.addAll(List.of(options.split(" ", -1)));
    arguments.add("--");
    arguments.addAll(List.of(command));
    return cli.run(arguments.toArray(String[]::new));
  }
}
