package dev.agentregistry.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentCounts.HostCount;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PruneReport;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes agents, pages of agents and prune reports as JSON. */
public final class AgentJson {

  private AgentJson() {}

  /**
   * Writes the agent record.
   *
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, AgentRecord shown) throws IOException {
    Agent agent = shown.agent();
    json.writeStartObject();
    json.writeStringField(WireNames.ID, agent.id().value());
    writeIdentity(json, agent.identity());
    json.writeStringField(WireNames.STATUS, agent.status().value());
    json.writeStringField(WireNames.LIVENESS, WireNames.of(shown.liveness()));
    writeReport(json, agent);
    if (shown.staleAt().isPresent()) {
      writeTime(json, WireNames.STALE_AT, shown.staleAt().get());
    } else {
      json.writeNullField(WireNames.STALE_AT);
    }
    json.writeNumberField(WireNames.VERSION, agent.version());
    json.writeEndObject();
  }

  /**
   * Writes one page of agents.
   *
   * @param json where to
   * @param query the query that the page answers
   * @param page the page
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, AgentQuery query, AgentPage<AgentRecord> page)
      throws IOException {
    json.writeStartObject();
    writeAgents(json, page.agents());
    long offset = query.place() instanceof Place.Offset start ? start.agents() : 0;
    writePlace(json, page.total(), query.limit(), offset);
    Optional<String> next = page.next().map(place -> Cursor.format(query.sort(), place));
    if (next.isPresent()) {
      json.writeStringField(WireNames.NEXT, next.get());
    } else {
      json.writeNullField(WireNames.NEXT);
    }
    json.writeEndObject();
  }

  /**
   * Writes many pages as one that holds all their agents: its limit is their number, and there is
   * no next one. One page at a time is in memory.
   *
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, Iterator<AgentPage<AgentRecord>> pages)
      throws IOException {
    long count = 0;
    json.writeStartObject();
    json.writeArrayFieldStart(WireNames.AGENTS);
    while (pages.hasNext()) {
      for (AgentRecord agent : pages.next().agents()) {
        write(json, agent);
        count++;
      }
    }
    json.writeEndArray();
    writePlace(json, count, count, 0);
    json.writeNullField(WireNames.NEXT);
    json.writeEndObject();
  }

  /**
   * Writes what a prune did.
   *
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, PruneReport report) throws IOException {
    json.writeStartObject();
    writeTime(json, WireNames.CUTOFF, report.cutoff());
    json.writeBooleanField(WireNames.DRY_RUN, report.dryRun());
    json.writeNumberField(WireNames.MATCHED, report.matched());
    json.writeNumberField(WireNames.REMOVED, report.removed());
    json.writeNumberField(WireNames.SPARED, report.spared());
    writeAgents(json, report.agents());
    json.writeEndObject();
  }

  /**
   * Writes a record without what a registry says of it at some moment, so that the same record is
   * always the same text.
   *
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, Agent agent) throws IOException {
    json.writeStartObject();
    json.writeStringField(WireNames.ID, agent.id().value());
    writeIdentity(json, agent.identity());
    json.writeStringField(WireNames.STATUS, agent.status().value());
    writeReport(json, agent);
    json.writeNumberField(WireNames.VERSION, agent.version());
    json.writeEndObject();
  }

  /**
   * Writes how many agents there are.
   *
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, AgentCounts counts) throws IOException {
    json.writeStartObject();
    json.writeNumberField(WireNames.TOTAL, counts.total());
    json.writeObjectFieldStart(WireNames.LIVENESS);
    for (Liveness liveness : Liveness.values()) {
      json.writeNumberField(WireNames.of(liveness), counts.byLiveness().getOrDefault(liveness, 0L));
    }
    json.writeEndObject();
    json.writeObjectFieldStart(WireNames.STATUS);
    for (Map.Entry<String, Long> status : byName(counts.byStatus()).entrySet()) {
      json.writeNumberField(status.getKey(), status.getValue());
    }
    json.writeEndObject();
    json.writeNumberField(WireNames.HOSTS, counts.hosts());
    json.writeArrayFieldStart(WireNames.LARGEST_HOSTS);
    for (HostCount host : counts.largestHosts()) {
      json.writeStartObject();
      json.writeStringField(WireNames.HOSTNAME, host.hostname());
      json.writeNumberField(WireNames.AGENTS, host.agents());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static SortedMap<String, Long> byName(Map<AgentStatus, Long> byStatus) {
    SortedMap<String, Long> byName = new TreeMap<>();
    byStatus.forEach((status, count) -> byName.put(status.value(), count));
    return byName;
  }

  static void writeIdentity(JsonGenerator json, AgentIdentity identity) throws IOException {
    json.writeStringField(WireNames.HOSTNAME, identity.hostname());
    json.writeStringField(WireNames.MACHINE_ADDRESS, identity.machineAddress());
    json.writeStringField(WireNames.REPO_PATH, identity.repoPath());
  }

  private static void writeReport(JsonGenerator json, Agent agent) throws IOException {
    writeStrings(json, WireNames.ISSUE_IDS, agent.issueIds());
    writeStrings(json, WireNames.CAPABILITIES, agent.capabilities());
    json.writeNumberField(WireNames.TTL_SECONDS, agent.ttl().toSeconds());
    writeTime(json, WireNames.CREATED_AT, agent.createdAt());
    writeTime(json, WireNames.UPDATED_AT, agent.updatedAt());
    writeTime(json, WireNames.LAST_SEEN_AT, agent.lastSeenAt());
  }

  /** A time as the wire has it: RFC 3339 in UTC with exactly three decimals. */
  public static String time(Instant instant) {
    return WireTime.format(instant);
  }

  private static void writeAgents(JsonGenerator json, List<AgentRecord> agents) throws IOException {
    json.writeArrayFieldStart(WireNames.AGENTS);
    for (AgentRecord agent : agents) {
      write(json, agent);
    }
    json.writeEndArray();
  }

  static void writePlace(JsonGenerator json, long total, long limit, long offset)
      throws IOException {
    json.writeNumberField(WireNames.TOTAL, total);
    json.writeNumberField(WireNames.LIMIT, limit);
    json.writeNumberField(WireNames.OFFSET, offset);
  }

  static void writeStrings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  static void writeTime(JsonGenerator json, String name, Instant instant) throws IOException {
    json.writeStringField(name, WireTime.format(instant));
  }
}
