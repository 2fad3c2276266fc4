package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit that the documentation offers is one that systemd takes without a word. */
@Timeout(120)
class SystemdUnitIT {

  private static final String INSTALLED = "/opt/agent-registry/agents";

  @TempDir Path home;

  @Test
  void systemdFindsNoFaultInTheUnit() throws IOException {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(hasSystemd(), "systemd-analyze is on the PATH");
    }
    String unit = Files.readString(Program.ROOT.resolve("docs/agent-registry.service"));
    assertThat(unit).contains("ExecStart=" + INSTALLED + " serve", "SuccessExitStatus=143");
    Path here =
        Files.writeString(
            home.resolve("agent-registry.service"),
            unit.replace(INSTALLED, Program.ROOT.resolve("agents").toString()));

    Program.Result result =
        Program.run(Program.builder(home, List.of("systemd-analyze", "verify", here.toString())));

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  private static boolean hasSystemd() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "systemd-analyze")));
  }
}
