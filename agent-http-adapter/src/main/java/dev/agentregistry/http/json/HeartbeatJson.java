package dev.agentregistry.http.json;

import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.HeartbeatBuilder;
import dev.agentregistry.domain.InvalidHeartbeatException;
import java.time.Duration;

/** Reads heartbeats. Unknown members are ignored. */
public final class HeartbeatJson {

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
    Members members =
        new Members(
            JsonObjects.read(body),
            (name, message) -> heartbeat.reject(WireNames.field(name), message));
    members.string(WireNames.HOSTNAME).ifPresent(heartbeat::hostname);
    members.string(WireNames.MACHINE_ADDRESS).ifPresent(heartbeat::machineAddress);
    members.string(WireNames.REPO_PATH).ifPresent(heartbeat::repoPath);
    members.string(WireNames.STATUS).ifPresent(heartbeat::status);
    members.strings(WireNames.ISSUE_IDS).ifPresent(heartbeat::issueIds);
    members.strings(WireNames.CAPABILITIES).ifPresent(heartbeat::capabilities);
    members.integer(WireNames.TTL_SECONDS).map(Duration::ofSeconds).ifPresent(heartbeat::ttl);
    try {
      return heartbeat.build();
    } catch (InvalidHeartbeatException invalid) {
      throw InvalidRequestException.of(invalid);
    }
  }
}
