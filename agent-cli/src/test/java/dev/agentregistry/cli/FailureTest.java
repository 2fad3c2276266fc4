package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdCollisionException;
import dev.agentregistry.domain.HeartbeatField;
import dev.agentregistry.domain.InvalidHeartbeatException;
import dev.agentregistry.domain.PruneTooLargeException;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.Violation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void badFieldsAreUsageErrorsByTheNamesOfTheirOptions() {
    Failure failure =
        Failure.of(
            new InvalidHeartbeatException(
                List.of(
                    new Violation(HeartbeatField.HOSTNAME, "must not be blank"),
                    new Violation(HeartbeatField.ISSUE_IDS, "item 2 must not be empty"))));

    assertThat(failure.exitCode()).isEqualTo(2);
    assertThat(failure.line())
        .isEqualTo("--hostname must not be blank; --issue item 2 must not be empty");
  }

  @Test
  void everyFieldHasAnOptionOfTheHeartbeatCommand() {
    String help = new Cli(Path.of("/")).run("heartbeat", "--help").out();

    assertThat(HeartbeatField.values())
        .allSatisfy(
            field -> {
              String option = Failure.of(invalid(field)).line().split(" ", -1)[0];
              assertThat(help).contains(option + "=");
            });
  }

  @Test
  void whatIsRefusedForSafetyHasItsOwnExitCode() {
    Failure tooLarge = Failure.of(new PruneTooLargeException(30, 40));
    assertThat(tooLarge.exitCode()).isEqualTo(3);
    assertThat(tooLarge.line()).contains("30 of 40 agents", "--force");

    assertThat(
            Failure.of(
                    new AgentIdCollisionException(
                        AgentId.derive(Samples.TRACKER), Samples.TRACKER, Samples.TRACKER))
                .exitCode())
        .isEqualTo(3);
  }

  @Test
  void aStoreThatCannotAnswerIsAFailure() {
    assertThat(Failure.of(new RegistryUnavailableException("the disk is full", false)))
        .isEqualTo(new Failure(1, "the disk is full"));
  }

  @Test
  void aFaultOfOursAsksForTheDetails() {
    assertThat(Failure.of(new IllegalStateException("oops")).line()).contains("oops", "--verbose");
  }

  private static InvalidHeartbeatException invalid(HeartbeatField field) {
    return new InvalidHeartbeatException(List.of(new Violation(field, "must not be blank")));
  }
}
