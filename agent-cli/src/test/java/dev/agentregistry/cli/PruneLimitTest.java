package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.cli.Registry.Where;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** More than half of all agents go only by force, on a file and on a server alike. */
class PruneLimitTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void elevenOfTwentyAreTakenOnlyByForceAndFiveWithout(Where where) {
    try (Registry registry = Registry.open(where, folder, "agents")) {
      IntStream.range(0, 6).forEach(i -> registry.with("week-" + i, "idle", Duration.ofDays(8)));
      IntStream.range(0, 5).forEach(i -> registry.with("month-" + i, "idle", Duration.ofDays(31)));
      IntStream.range(0, 9).forEach(i -> registry.with("new-" + i, "idle", Duration.ofHours(1)));

      Cli.Result plan = registry.run("prune", "--older-than", "7d", "--dry-run");
      assertThat(plan.exitCode()).isZero();
      assertThat(plan.err()).contains("Would remove 11 agents", "11 of 20 agents", "--force");
      Cli.Result refused = registry.run("prune", "--older-than", "7d", "--yes");
      assertThat(refused.exitCode()).isEqualTo(3);
      assertThat(refused.err()).contains("11 of 20", "nothing was removed").hasLineCount(1);
      assertThat(names(registry)).hasLineCount(20);

      assertThat(registry.run("prune", "--older-than", "30d", "--yes").out())
          .contains("Removed 5 agents");
      assertThat(registry.run("prune", "--older-than", "7d", "--yes", "--force").out())
          .contains("Removed 6 agents");
      assertThat(names(registry)).hasLineCount(9);
    }
  }

  private static String names(Registry registry) {
    return registry.run("list", "--all", "-o", "ndjson").out();
  }
}
