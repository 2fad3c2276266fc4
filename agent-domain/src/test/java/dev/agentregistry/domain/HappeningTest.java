package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HappeningTest {

  private static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");

  private static Heartbeat saying(String status) {
    return World.heartbeat("build-01").withStatus(new AgentStatus(status));
  }

  private static List<EventKind> kinds(Agent before, Agent after, boolean wasToldStale) {
    return Happening.between(Optional.of(before), Optional.of(after), wasToldStale).stream()
        .map(Happening::kind)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "working, working, false,",
    "working, working, true, BACK",
    "working, idle,    false, CHANGED",
    "working, idle,    true, BACK",
    "working, stopped, false, OFFLINE",
    "working, stopped, true, OFFLINE",
    "stopped, working, false, BACK",
    "stopped, stopped, false,",
    "stopped, offline, false, CHANGED"
  })
  void oneHeartbeatIsOneEventAtMost(
      String before, String after, boolean wasToldStale, @Nullable EventKind expected) {
    Agent was = Agent.register(saying(before), T0);
    Agent is = was.beat(saying(after), T0.plusSeconds(1));

    assertThat(kinds(was, is, wasToldStale))
        .isEqualTo(Optional.ofNullable(expected).stream().toList());
  }

  @Test
  void everyPartOfWhatIsReportedCountsAsAChange() {
    Agent was = Agent.register(saying("working"), T0);
    Instant later = T0.plusSeconds(1);

    for (Heartbeat heartbeat :
        List.of(
            saying("working").withIssueIds(List.of("T-1")),
            saying("working").withCapabilities(List.of("java")),
            saying("working").withTtl(Duration.ofMinutes(1)))) {
      assertThat(kinds(was, was.beat(heartbeat, later), false)).containsExactly(EventKind.CHANGED);
    }
  }

  @Test
  void anotherRegistrationIsARemovalAndARegistration() {
    Agent was = Agent.register(saying("working"), T0);
    Agent is = Agent.register(saying("working"), T0.plusSeconds(1));

    assertThat(Happening.between(Optional.of(was), Optional.of(is), true))
        .extracting(Happening::kind, Happening::agent)
        .containsExactly(tuple(EventKind.REMOVED, was), tuple(EventKind.REGISTERED, is));
  }

  @Test
  void whereThereWasNothingAndIsNothingNothingHappened() {
    assertThat(Happening.between(Optional.empty(), Optional.empty(), false)).isEmpty();
  }
}
