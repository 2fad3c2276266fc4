package dev.agentregistry.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.agentregistry.domain.AgentIdentity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An error as the wire has it: {@code application/problem+json}, RFC 9457.
 *
 * @param type what kind of problem it is: a URI, {@code about:blank} where the status says it all
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what happened and what to do about it
 * @param instance a URI of this one occurrence, under which the server logged it
 * @param errors the bad members or parameters, if it is about these
 * @param facts what a program needs to know of its type, if there is more
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    Optional<String> instance,
    List<FieldError> errors,
    Optional<Facts> facts) {

  /** What a problem of some type has beyond its words. */
  public sealed interface Facts {

    /**
     * Of {@link #AGENT_ID_COLLISION}.
     *
     * @param stored the identity that has the ID
     */
    record Collision(AgentIdentity stored) implements Facts {}

    /**
     * Of {@link #PRUNE_TOO_LARGE}.
     *
     * @param matched how many agents would have gone
     * @param total of how many
     */
    record TooLarge(long matched, long total) implements Facts {}
  }

  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The type of a problem that its status describes. */
  public static final String ABOUT_BLANK = "about:blank";

  /** The type of a heartbeat that was refused because its ID belongs to another identity. */
  public static final String AGENT_ID_COLLISION = "urn:agent-registry:agent-id-collision";

  /** The type of a prune that was refused because it would have removed too much. */
  public static final String PRUNE_TOO_LARGE = "urn:agent-registry:prune-too-large";

  /** Takes a copy of the list. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem that its status describes. */
  public static Problem of(int status, String title, String detail) {
    return new Problem(
        ABOUT_BLANK, title, status, detail, Optional.empty(), List.of(), Optional.empty());
  }

  /** The same problem in other words. */
  public Problem withDetail(String newDetail) {
    return new Problem(type, title, status, newDetail, instance, errors, facts);
  }

  /** The same problem with another type, and what belongs to that. */
  public Problem withType(String newType, String newTitle, Facts newFacts) {
    return new Problem(newType, newTitle, status, detail, instance, errors, Optional.of(newFacts));
  }

  /** The same problem with these bad members or parameters. */
  public Problem withErrors(List<FieldError> newErrors) {
    return new Problem(type, title, status, detail, instance, newErrors, facts);
  }

  /** The same problem as one occurrence. */
  public Problem withInstance(String newInstance) {
    return new Problem(type, title, status, detail, Optional.of(newInstance), errors, facts);
  }

  /**
   * Writes the problem.
   *
   * @throws IOException what the generator's target throws
   */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField("title", title);
    json.writeNumberField("status", status);
    json.writeStringField("detail", detail);
    if (instance.isPresent()) {
      json.writeStringField("instance", instance.get());
    }
    if (!errors.isEmpty()) {
      json.writeArrayFieldStart("errors");
      for (FieldError error : errors) {
        json.writeStartObject();
        json.writeStringField("field", error.field());
        json.writeStringField("message", error.message());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (facts.isPresent()) {
      write(json, facts.get());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Facts facts) throws IOException {
    switch (facts) {
      case Facts.Collision(AgentIdentity stored) -> {
        json.writeObjectFieldStart(WireNames.STORED);
        AgentJson.writeIdentity(json, stored);
        json.writeEndObject();
      }
      case Facts.TooLarge(long matched, long total) -> {
        json.writeNumberField(WireNames.MATCHED, matched);
        json.writeNumberField(WireNames.TOTAL, total);
      }
    }
  }

  /**
   * Reads a problem.
   *
   * @param status the status of the answer, whatever its body says
   * @throws MalformedJsonException if the body is not a JSON object
   */
  public static Problem read(int status, byte[] body) {
    ProblemDraft draft = new ProblemDraft();
    ProblemDraft.OBJECTS.read(body, draft);
    return draft.problem(status);
  }
}
