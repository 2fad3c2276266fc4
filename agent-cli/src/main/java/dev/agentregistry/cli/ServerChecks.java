package dev.agentregistry.cli;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistryException;
import dev.agentregistry.domain.Finding;
import dev.agentregistry.domain.PointInTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks of a running server, from afar. */
final class ServerChecks {

  /** The server tells its time to the second, and the answer travels. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private static final int EXAMPLES = 3;

  private final OpenServer server;
  private final Shell shell;

  ServerChecks(OpenServer server, Shell shell) {
    this.server = server;
    this.shell = shell;
  }

  List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    try {
      long agents = server.registry().list(AgentQuery.builder().limit(1).build()).total();
      findings.add(
          Finding.ok(
              "server", "it answers, knows the token, and has " + PruneWords.agents(agents)));
      Optional<Instant> time = server.clock().get();
      time.ifPresent(now -> findings.add(clock(now)));
      findings.add(future(time.orElseGet(shell::now)));
    } catch (AgentRegistryException e) {
      findings.add(Finding.problem("server", String.valueOf(e.getMessage())));
    }
    return findings;
  }

  private Finding clock(Instant serverTime) {
    Duration difference = Duration.between(shell.now(), serverTime);
    return difference.abs().compareTo(TOLERANCE) <= 0
        ? Finding.ok("clock", "the server's clock agrees with this machine's")
        : Finding.warning(
            "clock",
            "the server's clock is %s %s this machine's: set the wrong one right"
                .formatted(
                    Ages.length(difference.abs()),
                    difference.isNegative() ? "behind" : "ahead of"));
  }

  private Finding future(Instant now) {
    AgentPage<AgentRecord> page =
        server
            .registry()
            .list(
                AgentQuery.builder()
                    .seenAfter(new PointInTime.At(now.plus(Agent.MAX_CLOCK_SKEW)))
                    .limit(EXAMPLES)
                    .build());
    if (page.total() == 0) {
      return Finding.ok("future", "no agent was last seen in the future");
    }
    String first =
        page.agents().stream()
            .map(record -> record.agent().id().value())
            .collect(Collectors.joining(", "));
    return Finding.warning(
        "future",
        "%d last seen in the future, such as %s: check the server's clock; where it is right, their"
                .formatted(page.total(), first)
            + " next heartbeats set them right");
  }
}
