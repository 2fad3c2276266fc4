package dev.agentregistry.http.json;

import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.HeartbeatBuilder;
import dev.agentregistry.domain.InvalidHeartbeatException;
import java.time.Duration;
import java.util.Map;

/** Heartbeats. Unknown members are ignored. */
public final class HeartbeatJson {

  private static final JsonObjects<HeartbeatBuilder> OBJECTS =
      new JsonObjects<>(
          Map.of(
              WireNames.HOSTNAME, Member.string(HeartbeatBuilder::hostname),
              WireNames.MACHINE_ADDRESS, Member.string(HeartbeatBuilder::machineAddress),
              WireNames.REPO_PATH, Member.string(HeartbeatBuilder::repoPath),
              WireNames.STATUS, Member.string(HeartbeatBuilder::status),
              WireNames.ISSUE_IDS, Member.strings(HeartbeatBuilder::issueIds),
              WireNames.CAPABILITIES, Member.strings(HeartbeatBuilder::capabilities),
              WireNames.TTL_SECONDS,
                  Member.integer(
                      (heartbeat, seconds) -> heartbeat.ttl(Duration.ofSeconds(seconds)))),
          (heartbeat, name, message) -> heartbeat.reject(WireNames.field(name), message));

  private HeartbeatJson() {}

  /**
   * Reads a heartbeat.
   *
   * @param body JSON in UTF-8
   * @throws MalformedJsonException if the body is not a JSON object
   * @throws InvalidRequestException naming every member that is missing, of the wrong type or out
   *     of range
   */
  public static Heartbeat read(byte[] body) {
    HeartbeatBuilder heartbeat = Heartbeat.builder();
    OBJECTS.read(body, heartbeat);
    try {
      return heartbeat.build();
    } catch (InvalidHeartbeatException invalid) {
      throw InvalidRequestException.of(invalid);
    }
  }

  /** A heartbeat as a body. */
  public static byte[] write(Heartbeat heartbeat) {
    return JsonBytes.bytes(
        json -> {
          json.writeStartObject();
          AgentJson.writeIdentity(json, heartbeat.identity());
          json.writeStringField(WireNames.STATUS, heartbeat.status().value());
          AgentJson.writeStrings(json, WireNames.ISSUE_IDS, heartbeat.issueIds());
          AgentJson.writeStrings(json, WireNames.CAPABILITIES, heartbeat.capabilities());
          if (heartbeat.ttl().isPresent()) {
            json.writeNumberField(WireNames.TTL_SECONDS, heartbeat.ttl().get().toSeconds());
          }
          json.writeEndObject();
        });
  }
}
