package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatBuilderTest {

  private static HeartbeatBuilder valid() {
    return Heartbeat.builder()
        .hostname("build-01")
        .machineAddress("10.0.0.5")
        .repoPath("/srv/repos/tracker");
  }

  private static List<Violation> violationsOf(HeartbeatBuilder builder) {
    return catchThrowableOfType(InvalidHeartbeatException.class, builder::build).violations();
  }

  @Test
  void theThreePartsOfTheIdentityAreEnough() {
    assertThat(valid().build())
        .isEqualTo(Heartbeat.from(new AgentIdentity("build-01", "10.0.0.5", "/srv/repos/tracker")));
  }

  @Test
  void whatIsMissingIsToldInTheOrderOfTheFields() {
    assertThat(violationsOf(Heartbeat.builder()))
        .containsExactly(
            new Violation(HeartbeatField.HOSTNAME, "is required"),
            new Violation(HeartbeatField.MACHINE_ADDRESS, "is required"),
            new Violation(HeartbeatField.REPO_PATH, "is required"));
  }

  @Test
  void allThatIsWrongIsToldAtOnceInTheOrderOfTheFields() {
    HeartbeatBuilder builder =
        Heartbeat.builder()
            .ttl(Duration.ZERO)
            .capabilities(List.of("x", ""))
            .issueIds(List.of("", "y", ""))
            .status("not a word")
            .repoPath(" ")
            .hostname("h\n");

    assertThat(violationsOf(builder))
        .extracting(Violation::field)
        .containsExactly(
            HeartbeatField.HOSTNAME,
            HeartbeatField.MACHINE_ADDRESS,
            HeartbeatField.REPO_PATH,
            HeartbeatField.STATUS,
            HeartbeatField.ISSUE_IDS,
            HeartbeatField.ISSUE_IDS,
            HeartbeatField.CAPABILITIES,
            HeartbeatField.TTL);
  }

  @Test
  void theMessageSaysAllOfItInOneLine() {
    InvalidHeartbeatException refusal =
        catchThrowableOfType(
            InvalidHeartbeatException.class,
            () -> Heartbeat.builder().hostname("h").repoPath("").issueIds(List.of("")).build());

    assertThat(refusal)
        .hasMessage(
            "machine address is required; repository path must not be blank;"
                + " issue IDs item 1 must not be empty");
  }

  @Test
  void aRejectedFieldIsNotMissingToo() {
    HeartbeatBuilder builder =
        Heartbeat.builder()
            .reject(HeartbeatField.REPO_PATH, "must be a string")
            .reject(HeartbeatField.HOSTNAME, "must be a string")
            .machineAddress("10.0.0.5");

    assertThat(violationsOf(builder))
        .containsExactly(
            new Violation(HeartbeatField.HOSTNAME, "must be a string"),
            new Violation(HeartbeatField.REPO_PATH, "must be a string"));
  }

  @Test
  void anInvalidFieldIsNotMissingToo() {
    assertThat(violationsOf(valid().machineAddress("")))
        .containsExactly(new Violation(HeartbeatField.MACHINE_ADDRESS, "must not be blank"));
  }

  @Test
  void aRejectedFieldFailsTheHeartbeatEvenIfItIsOptional() {
    assertThat(violationsOf(valid().reject(HeartbeatField.TTL, "must be an integer")))
        .containsExactly(new Violation(HeartbeatField.TTL, "must be an integer"));
  }

  @Test
  void aStatusIsLoweredAndRepeatsAreDropped() {
    Heartbeat heartbeat = valid().status("IDLE").issueIds(List.of("A", "B", "A")).build();

    assertThat(heartbeat.status()).isEqualTo(new AgentStatus("idle"));
    assertThat(heartbeat.issueIds()).containsExactly("A", "B");
  }
}
