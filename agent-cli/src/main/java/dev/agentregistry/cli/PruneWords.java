package dev.agentregistry.cli;

import dev.agentregistry.domain.PruneReport;
import dev.agentregistry.http.json.AgentJson;

/** What a prune did, or would do, in one sentence. */
final class PruneWords {

  private PruneWords() {}

  static String summary(PruneReport report) {
    String cutoff = " last seen before " + AgentJson.time(report.cutoff());
    if (report.dryRun()) {
      return "Would remove " + agents(report.matched()) + cutoff + ".";
    }
    String removed = "Removed " + agents(report.removed()) + cutoff;
    return report.spared() == 0
        ? removed + "; spared none."
        : removed + "; spared " + report.spared() + " (heard from, or gone, meanwhile).";
  }

  static String agents(long count) {
    return count == 1 ? "1 agent" : count + " agents";
  }
}
