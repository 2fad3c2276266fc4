package dev.agentregistry.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.PruneReport;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as whole bodies, in UTF-8. */
public final class JsonBytes {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Each connection has a thread of its own: buffers kept by thread would be as many.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .build();

  private JsonBytes() {}

  /** An agent record. */
  public static byte[] of(AgentRecord agent) {
    return write(json -> AgentJson.write(json, agent));
  }

  /** One page of agents. */
  public static byte[] of(AgentQuery query, AgentPage<AgentRecord> page) {
    return write(json -> AgentJson.write(json, query, page));
  }

  /** What a prune did. */
  public static byte[] of(PruneReport report) {
    return write(json -> AgentJson.write(json, report));
  }

  /** A problem. */
  public static byte[] of(Problem problem) {
    return write(problem::write);
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] write(Body body) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
      try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
        body.write(json);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      // Nothing here does I/O.
      throw new UncheckedIOException(e);
    }
  }
}
