package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.AgentStatus;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which agents a command means, whatever their liveness. */
final class WhichOptions {

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only agents with this status.",
      order = 10)
  private List<AgentStatus> statuses = List.of();

  @Option(
      names = "--hostname",
      paramLabel = "NAME",
      description = "Only agents on this host, in any case.",
      order = 11)
  private List<String> hostnames = List.of();

  @Option(
      names = "--repo",
      paramLabel = "PATH",
      description = "Only agents in the checkout with exactly this path.",
      order = 13)
  private List<String> repos = List.of();

  @Option(
      names = "--issue",
      paramLabel = "ID",
      description = "Only agents that work on this issue.",
      order = 14)
  private List<String> issues = List.of();

  @Option(
      names = "--capability",
      paramLabel = "NAME",
      description = "Only agents that can do this.",
      order = 15)
  private List<String> capabilities = List.of();

  AgentQueryBuilder toQuery() {
    return AgentQuery.builder()
        .statuses(statuses)
        .hostnames(hostnames)
        .repoPaths(repos)
        .issueIds(issues)
        .capabilities(capabilities);
  }

  boolean areAbsent() {
    return Stream.of(statuses, hostnames, repos, issues, capabilities)
        .allMatch(Collection::isEmpty);
  }
}
