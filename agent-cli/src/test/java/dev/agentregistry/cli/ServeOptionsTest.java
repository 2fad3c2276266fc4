package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ServeOptionsTest {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void bringSurroundings() {
    cli = new Cli(folder);
  }

  @Test
  void withoutAnyOptionItIsSafe() {
    assertThat(choose())
        .isEqualTo(
            new ServeOptions.Chosen(
                "127.0.0.1",
                8080,
                Optional.empty(),
                Duration.ofMinutes(5),
                256 * 1024,
                LogLevel.INFO));
  }

  @Test
  void everyOptionHasAVariable() {
    cli.with("AGENT_REGISTRY_HOST", "::1")
        .with("AGENT_REGISTRY_PORT", "0")
        .with("AGENT_REGISTRY_TOKEN_FILE", "t")
        .with("AGENT_REGISTRY_DEFAULT_TTL", "90")
        .with("AGENT_REGISTRY_MAX_BODY", "1m")
        .with("AGENT_REGISTRY_LOG_LEVEL", "debug");

    assertThat(choose())
        .isEqualTo(
            new ServeOptions.Chosen(
                "::1", 0, Optional.of("t"), Duration.ofSeconds(90), 1 << 20, LogLevel.DEBUG));
  }

  @Test
  void anOptionComesBeforeItsVariableEvenIfThatIsBad() {
    cli.with("AGENT_REGISTRY_PORT", "nonsense");

    assertThat(choose("--port", "9000").port()).isEqualTo(9000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--host",
        "--port",
        "--db",
        "--token-file",
        "--default-ttl",
        "--max-body",
        "--log-level"
      })
  void everyVariableIsInTheHelp(String option) {
    assertThat(cli.run("serve", "--help").out()).contains(option, Settings.variable(option));
  }

  @ParameterizedTest
  @CsvSource({
    "--port, 65536",
    "--max-body, 0",
    "--default-ttl, 8d",
    "--log-level, loud",
    "--host, ' '",
    "--token-file, ''"
  })
  void aBadValueIsToldByTheNameThatItCameFrom(String option, String value) {
    Cli.Result byOption = cli.run("serve", option, value);
    assertThat(byOption.exitCode()).isEqualTo(2);
    assertThat(byOption.err()).startsWith("agents: " + option + " must");

    if (!value.isEmpty()) {
      Cli.Result byVariable = cli.with(Settings.variable(option), value).run("serve");
      assertThat(byVariable.exitCode()).isEqualTo(2);
      assertThat(byVariable.err()).startsWith("agents: " + Settings.variable(option) + " must");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1:80", "::1, [::1]:80", "[::1], [::1]:80", "host, host:80"})
  void anIpv6AddressIsInBrackets(String host, String address) {
    assertThat(ServeCommand.address(host, 80)).isEqualTo(address);
  }

  private ServeOptions.Chosen choose(String... args) {
    ServeOptions options = new ServeOptions();
    new CommandLine(
            CommandSpec.create().addMixin("options", CommandSpec.forAnnotatedObject(options)))
        .parseArgs(args);
    OutputStream nowhere = OutputStream.nullOutputStream();
    return options.choose(new Shell(cli.surroundings(nowhere, nowhere)));
  }
}
