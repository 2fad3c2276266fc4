package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.http.json.AgentJson;
import dev.agentregistry.http.json.WireNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes counts of agents to standard output in one format. */
final class CountsPresentation {

  private final Shell shell;
  private final OutputFormat format;

  CountsPresentation(Shell shell, OutputFormat format) {
    this.shell = shell;
    this.format = format;
  }

  /** One line of a table. */
  private record Line(String group, String name, long agents) {

    List<String> cells() {
      return List.of(group, name, String.valueOf(agents));
    }
  }

  void counts(AgentCounts counts) throws IOException {
    switch (format) {
      case TABLE, WIDE -> writeTables(counts);
      case JSON, NDJSON ->
          JsonPresentation.write(
              shell, format == OutputFormat.JSON, json -> AgentJson.write(json, counts));
      case CSV -> writeCsv(counts);
    }
  }

  private void writeTables(AgentCounts counts) throws IOException {
    shell.out().line(PruneWords.agents(counts.total()) + " on " + hosts(counts.hosts()));
    for (List<Line> group : List.of(liveness(counts), status(counts), hosts(counts))) {
      if (!group.isEmpty()) {
        shell.out().line("");
        shell.out().write(table(group));
      }
    }
    if (counts.hosts() > counts.largestHosts().size()) {
      shell.out().line("… and " + hosts(counts.hosts() - counts.largestHosts().size()) + " more");
    }
  }

  private String table(List<Line> group) {
    Column<Line> name =
        new Column<>(
            group.getFirst().group().toUpperCase(Locale.ROOT), Line::name, Column.Shrinking.END);
    Column<Line> agents = new Column<>("AGENTS", line -> String.valueOf(line.agents()));
    return Table.plain(shell, StandardStream.OUT, List.of(name, agents)).lines(group);
  }

  private void writeCsv(AgentCounts counts) throws IOException {
    CsvPresentation csv = new CsvPresentation(shell);
    csv.writeRow(List.of("group", "name", WireNames.AGENTS));
    csv.writeRow(List.of(WireNames.TOTAL, "", String.valueOf(counts.total())));
    for (List<Line> group : List.of(liveness(counts), status(counts), hosts(counts))) {
      for (Line line : group) {
        csv.writeRow(line.cells());
      }
    }
  }

  private static String hosts(long count) {
    return count == 1 ? "1 host" : count + " hosts";
  }

  private static List<Line> liveness(AgentCounts counts) {
    List<Line> lines = new ArrayList<>();
    for (Liveness liveness : Liveness.values()) {
      lines.add(
          new Line(
              WireNames.LIVENESS,
              Values.name(liveness),
              counts.byLiveness().getOrDefault(liveness, 0L)));
    }
    return lines;
  }

  /** The most frequent first. */
  private static List<Line> status(AgentCounts counts) {
    return counts.byStatus().entrySet().stream()
        .sorted(
            Map.Entry.<AgentStatus, Long>comparingByValue()
                .reversed()
                .thenComparing(entry -> entry.getKey().value(), Comparator.naturalOrder()))
        .map(entry -> new Line(WireNames.STATUS, entry.getKey().value(), entry.getValue()))
        .toList();
  }

  private static List<Line> hosts(AgentCounts counts) {
    return counts.largestHosts().stream()
        .map(host -> new Line(WireNames.HOSTNAME, host.hostname(), host.agents()))
        .toList();
  }
}
