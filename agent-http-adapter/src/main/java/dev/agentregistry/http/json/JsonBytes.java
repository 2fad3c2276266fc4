package dev.agentregistry.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.PruneReport;
import dev.agentregistry.domain.RegistryEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** JSON as bodies, in UTF-8. */
public final class JsonBytes {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Each connection has a thread of its own: buffers kept by thread would be as many.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          // Half a body must not look like a whole one.
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private JsonBytes() {}

  /** An agent record. */
  public static byte[] of(AgentRecord agent) {
    return bytes(json -> AgentJson.write(json, agent));
  }

  /** A record without what a registry says of it. */
  public static byte[] of(Agent agent) {
    return bytes(json -> AgentJson.write(json, agent));
  }

  /** How many agents there are. */
  public static byte[] of(AgentCounts counts) {
    return bytes(json -> AgentJson.write(json, counts));
  }

  /** An issue. */
  public static byte[] of(Issue issue) {
    return bytes(json -> IssueJson.write(json, issue));
  }

  /** An event, as streams and webhooks tell it. */
  public static byte[] of(RegistryEvent event) {
    return bytes(json -> EventJson.write(json, event));
  }

  /** A problem. */
  public static byte[] of(Problem problem) {
    return bytes(problem::write);
  }

  /**
   * Writes one page of agents, piece by piece. The target stays open.
   *
   * @throws IOException what the target throws; nothing is written to it any more then
   */
  public static void write(AgentQuery query, AgentPage<AgentRecord> page, OutputStream target)
      throws IOException {
    write(json -> AgentJson.write(json, query, page), target);
  }

  /**
   * Writes one page of issues, piece by piece. The target stays open.
   *
   * @throws IOException what the target throws; nothing is written to it any more then
   */
  public static void write(IssueQuery query, IssuePage page, OutputStream target)
      throws IOException {
    write(json -> IssueJson.write(json, query, page), target);
  }

  /**
   * Writes what a prune did, piece by piece. The target stays open.
   *
   * @throws IOException what the target throws; nothing is written to it any more then
   */
  public static void write(PruneReport report, OutputStream target) throws IOException {
    write(json -> AgentJson.write(json, report), target);
  }

  /** What is written. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static void write(Body body, OutputStream target) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(target)) {
      body.write(json);
    }
  }

  static byte[] bytes(Body body) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
      write(body, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      // Nothing here does I/O.
      throw new UncheckedIOException(e);
    }
  }
}
