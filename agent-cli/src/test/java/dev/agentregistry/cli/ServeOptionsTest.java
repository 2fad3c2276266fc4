package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.EventKind;
import dev.agentregistry.http.server.ServerOptions.TlsFiles;
import dev.agentregistry.http.server.WebOptions;
import dev.agentregistry.http.webhook.WebhookOptions;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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
                Optional.empty(),
                Optional.empty(),
                false,
                256 * 1024,
                LogLevel.INFO,
                false,
                WebOptions.NONE,
                Optional.empty()));
  }

  @Test
  void everyOptionHasAVariable() {
    cli.with("AGENT_REGISTRY_HOST", "::1")
        .with("AGENT_REGISTRY_PORT", "0")
        .with("AGENT_REGISTRY_TOKEN_FILE", "t")
        .with("AGENT_REGISTRY_DEFAULT_TTL", "90")
        .with("AGENT_REGISTRY_PRUNE_AFTER", "30d")
        .with("AGENT_REGISTRY_TLS_CERT", "cert.pem")
        .with("AGENT_REGISTRY_TLS_KEY", "key.pem")
        .with("AGENT_REGISTRY_INSECURE", "true")
        .with("AGENT_REGISTRY_MAX_BODY", "1m")
        .with("AGENT_REGISTRY_LOG_LEVEL", "debug")
        .with("AGENT_REGISTRY_OPEN_METRICS", "true")
        .with("AGENT_REGISTRY_IN_MEMORY", "TRUE")
        .with("AGENT_REGISTRY_WEBHOOK", "https://tools.example/agents")
        .with("AGENT_REGISTRY_WEBHOOK_EVENTS", "stale, orphaned")
        .with("AGENT_REGISTRY_WEBHOOK_SECRET", "a-secret-that-is-long-enough")
        .with("AGENT_REGISTRY_BASE_PATH", "/registry")
        .with("AGENT_REGISTRY_CORS_ORIGIN", "https://tools.example, http://localhost:3000")
        .with("AGENT_REGISTRY_TRUSTED_PROXY", "127.0.0.1,10.0.0.0/8");

    assertThat(choose())
        .isEqualTo(
            new ServeOptions.Chosen(
                "::1",
                0,
                Optional.of("t"),
                Duration.ofSeconds(90),
                Optional.of(Duration.ofDays(30)),
                Optional.of(new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"))),
                true,
                1 << 20,
                LogLevel.DEBUG,
                true,
                new WebOptions(
                    "/registry",
                    Set.of("https://tools.example", "http://localhost:3000"),
                    Set.of("127.0.0.1", "10.0.0.0/8"),
                    true),
                Optional.of(
                    new WebhookOptions(
                        URI.create("https://tools.example/agents"),
                        "a-secret-that-is-long-enough",
                        Set.of(EventKind.STALE, EventKind.ORPHANED)))));
  }

  @Test
  void anOptionComesBeforeItsVariableEvenIfThatIsBad() {
    cli.with("AGENT_REGISTRY_PORT", "nonsense");

    assertThat(choose("--port", "9000").port()).isEqualTo(9000);
  }

  @Test
  void inMemoryIsAnOptionWithoutAValueAndAVariableThatMayAlsoSayNo() {
    assertThat(choose("--in-memory").inMemory()).isTrue();

    cli.with("AGENT_REGISTRY_IN_MEMORY", "false");
    assertThat(choose().inMemory()).isFalse();
    assertThat(choose("--in-memory").inMemory()).isTrue();
  }

  @Test
  void aVariableThatSaysNeitherYesNorNoIsRefused() {
    Cli.Result result = cli.with("AGENT_REGISTRY_IN_MEMORY", "1").run("serve");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("agents: AGENT_REGISTRY_IN_MEMORY must be true or false, but is '1'")
        .hasLineCount(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileThatIsNamedIsNotSilentlyLeftUnusedInMemory() {
    Cli.Result byOption = cli.run("serve", "--in-memory", "--db", "agents.db");
    Cli.Result byVariable =
        cli.with("AGENT_REGISTRY_IN_MEMORY", "true").run("serve", "--db", "agents.db");

    assertThat(byOption.exitCode()).isEqualTo(2);
    assertThat(byOption.err())
        .contains("--db", "--in-memory", "leave one of them out")
        .hasLineCount(1);
    assertThat(byVariable).isEqualTo(byOption);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--host",
        "--port",
        "--db",
        "--db-password-file",
        "--token-file",
        "--default-ttl",
        "--prune-after",
        "--tls-cert",
        "--tls-key",
        "--insecure",
        "--max-body",
        "--log-level",
        "--webhook",
        "--webhook-events",
        "--webhook-secret-file",
        "--open-metrics",
        "--in-memory",
        "--base-path",
        "--trusted-proxy",
        "--cors-origin"
      })
  void everyVariableIsInTheHelp(String option) {
    assertThat(cli.run("serve", "--help").out()).contains(option, Settings.variable(option));
  }

  @ParameterizedTest
  @CsvSource({
    "--port, 65536",
    "--max-body, 0",
    "--default-ttl, 8d",
    "--prune-after, 0s",
    "--tls-cert, ' '",
    "--tls-key, ' '",
    "--log-level, loud",
    "--host, ' '",
    "--token-file, ''",
    "--base-path, ''",
    "--base-path, registry",
    "--base-path, /",
    "--base-path, /registry/",
    "--base-path, //registry",
    "--base-path, /a//b",
    "--base-path, /a/../b",
    "--base-path, /a%2fb",
    "--base-path, /a b",
    "--base-path, /a?b",
    "--base-path, /api",
    "--base-path, /api/agents",
    "--base-path, /health",
    "--base-path, /openapi.yaml",
    "--base-path, /page",
    "--cors-origin, tools.example",
    "--cors-origin, 'https://tools.example/'",
    "--cors-origin, 'https://tools.example/page'",
    "--cors-origin, 'https://me@tools.example'",
    "--cors-origin, 'https://tools.example:0'",
    "--cors-origin, 'null'",
    "--cors-origin, 'https://*.example'",
    "--cors-origin, 'https://a.example,,https://b.example'",
    "--trusted-proxy, proxy.example",
    "--trusted-proxy, 10.0.0",
    "--trusted-proxy, 10.0.0.256",
    "--trusted-proxy, 10.0.0.0/33",
    "--trusted-proxy, 10.0.0.0/-1",
    "--trusted-proxy, '::1/129'",
    "--trusted-proxy, '[::1]'",
    "--trusted-proxy, 'fe80::1%eth0'",
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

  @Test
  void whatMayBeRepeatedMayAlsoStandBetweenCommas() {
    WebOptions web =
        choose(
                "--cors-origin=https://a.example,https://B.example:443",
                "--cors-origin=http://[::1]:3000",
                "--trusted-proxy=::1",
                "--trusted-proxy=fd00::/8")
            .web();

    assertThat(web.corsOrigins())
        .containsExactlyInAnyOrder("https://a.example", "https://b.example", "http://[::1]:3000");
    assertThat(web.trustedProxies()).containsExactlyInAnyOrder("::1", "fd00::/8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--tls-cert", "--tls-key"})
  void aCertificateWithoutItsKeyIsRefused(String option) {
    Cli.Result result = cli.run("serve", option, "file.pem");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--tls-cert and --tls-key belong together").hasLineCount(1);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void withoutTlsItListensToThisMachineAlone(String host) {
    Cli.Result result = cli.run("serve", "--port", "0", "--host", host);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains(host, "--tls-cert", "--insecure").hasLineCount(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void filesThatAreNoCertificateAreRefusedBeforeAnythingIsMade() {
    Cli.Result result =
        cli.run("serve", "--port", "0", "--tls-cert", "none.pem", "--tls-key", "none.pem");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("none.pem", "--tls-cert").hasLineCount(1);
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
