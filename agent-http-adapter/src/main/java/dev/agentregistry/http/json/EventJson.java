package dev.agentregistry.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.RegistryEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Events as JSON: what a stream has as data, and a webhook as body. */
public final class EventJson {

  /** The media type of a stream of events. */
  public static final String STREAM = "text/event-stream";

  /** How often a stream says something at least, be it only that it is still there. */
  public static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private EventJson() {}

  /** The event's name. */
  public static String name(RegistryEvent event) {
    return switch (event) {
      case RegistryEvent.OfAgent ofAgent -> WireNames.of(ofAgent.kind());
      case RegistryEvent.OfIssue ofIssue -> WireNames.of(ofIssue.issue().state());
      case RegistryEvent.Missed missed -> WireNames.RESET;
    };
  }

  /**
   * Writes an event.
   *
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, RegistryEvent event) throws IOException {
    json.writeStartObject();
    writeMembers(json, event);
    json.writeEndObject();
  }

  /**
   * Writes an event with its number, which a stream has beside the data.
   *
   * @throws IOException what the generator's target throws
   */
  public static void writeWithId(JsonGenerator json, RegistryEvent event) throws IOException {
    json.writeStartObject();
    json.writeNumberField(WireNames.ID, event.id());
    writeMembers(json, event);
    json.writeEndObject();
  }

  private static void writeMembers(JsonGenerator json, RegistryEvent event) throws IOException {
    json.writeStringField(WireNames.EVENT, name(event));
    AgentJson.writeTime(json, WireNames.AT, event.at());
    switch (event) {
      case RegistryEvent.OfAgent ofAgent -> {
        json.writeFieldName(WireNames.AGENT);
        AgentJson.write(json, ofAgent.agent());
      }
      case RegistryEvent.OfIssue ofIssue -> {
        json.writeFieldName(WireNames.ISSUE);
        IssueJson.write(json, ofIssue.issue());
      }
      case RegistryEvent.Missed missed -> {}
    }
  }

  /**
   * Reads an event.
   *
   * @param id the event's number
   * @return empty where it is of a kind that is not known: a newer registry may have more of them
   * @throws MalformedJsonException if the body is not a JSON object
   * @throws InvalidRequestException naming every member that is missing or bad
   */
  public static Optional<RegistryEvent> read(long id, byte[] body) {
    EventDraft draft = new EventDraft();
    EventDraft.OBJECTS.read(body, draft);
    return draft.event(id);
  }

  /** What a name means; empty where it is not known. */
  static Optional<EventKind> kind(String name) {
    for (EventKind kind : EventKind.values()) {
      if (WireNames.of(kind).equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
