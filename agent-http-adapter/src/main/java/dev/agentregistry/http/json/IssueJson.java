package dev.agentregistry.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssueAgent;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/**
 * Issues and pages of issues as JSON.
 *
 * <p>What reads throws {@link MalformedJsonException} if the body is not a JSON object, and {@link
 * InvalidRequestException} naming every member that is missing or bad. Members that are not known
 * are ignored.
 */
public final class IssueJson {

  private IssueJson() {}

  /**
   * Writes an issue.
   *
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, Issue issue) throws IOException {
    json.writeStartObject();
    json.writeStringField(WireNames.ISSUE_ID, issue.issueId());
    json.writeStringField(WireNames.STATE, WireNames.of(issue.state()));
    json.writeNumberField(WireNames.AGENT_COUNT, issue.agentCount());
    json.writeArrayFieldStart(WireNames.AGENTS);
    for (IssueAgent agent : issue.agents()) {
      write(json, agent);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, IssueAgent agent) throws IOException {
    json.writeStartObject();
    json.writeStringField(WireNames.ID, agent.id().value());
    json.writeStringField(WireNames.HOSTNAME, agent.hostname());
    json.writeStringField(WireNames.REPO_PATH, agent.repoPath());
    json.writeStringField(WireNames.STATUS, agent.status().value());
    json.writeStringField(WireNames.LIVENESS, WireNames.of(agent.liveness()));
    json.writeStringField(WireNames.LAST_SEEN_AT, WireTime.format(agent.lastSeenAt()));
    json.writeEndObject();
  }

  /**
   * Writes one page of issues.
   *
   * @param json where to
   * @param query the query that the page answers
   * @param page the page
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, IssueQuery query, IssuePage page)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart(WireNames.ISSUES);
    for (Issue issue : page.issues()) {
      write(json, issue);
    }
    json.writeEndArray();
    AgentJson.writePlace(json, page.total(), query.limit(), query.offset());
    Optional<String> next = page.next().map(IssueParameters::cursor);
    if (next.isPresent()) {
      json.writeStringField(WireNames.NEXT, next.get());
    } else {
      json.writeNullField(WireNames.NEXT);
    }
    json.writeEndObject();
  }

  /**
   * Writes many pages as one that holds all their issues: its limit is their number, and there is
   * no next one. One page at a time is in memory.
   *
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, Iterator<IssuePage> pages) throws IOException {
    long count = 0;
    json.writeStartObject();
    json.writeArrayFieldStart(WireNames.ISSUES);
    while (pages.hasNext()) {
      for (Issue issue : pages.next().issues()) {
        write(json, issue);
        count++;
      }
    }
    json.writeEndArray();
    AgentJson.writePlace(json, count, count, 0);
    json.writeNullField(WireNames.NEXT);
    json.writeEndObject();
  }

  /** Reads an issue. */
  public static Issue issue(byte[] body) {
    IssueDraft draft = new IssueDraft();
    IssueDraft.OBJECTS.read(body, draft);
    return draft.issue();
  }

  /** Reads one page of issues. */
  public static IssuePage page(byte[] body) {
    IssuePageDraft draft = new IssuePageDraft();
    IssuePageDraft.OBJECTS.read(body, draft);
    return draft.page();
  }
}
