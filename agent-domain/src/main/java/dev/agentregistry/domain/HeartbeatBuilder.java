package dev.agentregistry.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Puts a heartbeat together from values that may be wrong, and tells all that was ever wrong at
 * once: a bad value is not forgotten when a better one follows. Not thread-safe; made by {@link
 * Heartbeat#builder()}.
 */
public final class HeartbeatBuilder {

  private final Violations violations = new Violations();
  private Optional<String> hostname = Optional.empty();
  private Optional<String> machineAddress = Optional.empty();
  private Optional<String> repoPath = Optional.empty();
  private AgentStatus status = AgentStatus.ACTIVE;
  private List<String> issueIds = List.of();
  private List<String> capabilities = List.of();
  private Optional<Duration> ttl = Optional.empty();

  HeartbeatBuilder() {}

  /** Sets the hostname, which is required. */
  public HeartbeatBuilder hostname(String value) {
    violations.checkText(HeartbeatField.HOSTNAME, value, AgentIdentity.MAX_HOSTNAME_CHARACTERS);
    hostname = Optional.of(value);
    return this;
  }

  /** Sets the machine address, which is required. */
  public HeartbeatBuilder machineAddress(String value) {
    violations.checkText(
        HeartbeatField.MACHINE_ADDRESS, value, AgentIdentity.MAX_MACHINE_ADDRESS_CHARACTERS);
    machineAddress = Optional.of(value);
    return this;
  }

  /** Sets the repository path, which is required. */
  public HeartbeatBuilder repoPath(String value) {
    violations.checkText(HeartbeatField.REPO_PATH, value, AgentIdentity.MAX_REPO_PATH_CHARACTERS);
    repoPath = Optional.of(value);
    return this;
  }

  /** Sets the status; {@link AgentStatus#ACTIVE} where it is not called. */
  public HeartbeatBuilder status(String value) {
    try {
      status = new AgentStatus(value);
    } catch (InvalidHeartbeatException e) {
      violations.addAll(e.violations());
    }
    return this;
  }

  /** Sets the issues; none where it is not called. */
  public HeartbeatBuilder issueIds(List<String> values) {
    violations.checkItems(HeartbeatField.ISSUE_IDS, values);
    issueIds = values;
    return this;
  }

  /** Sets the capabilities; none where it is not called. */
  public HeartbeatBuilder capabilities(List<String> values) {
    violations.checkItems(HeartbeatField.CAPABILITIES, values);
    capabilities = values;
    return this;
  }

  /** Sets the TTL; the registry's default where it is not called. */
  public HeartbeatBuilder ttl(Duration value) {
    violations.checkTtl(value);
    ttl = Optional.of(value);
    return this;
  }

  /**
   * Notes a value that could not even be read; {@link #build()} tells it with all the others.
   *
   * @param field the field that the value was for
   * @param message what is wrong with it, reading on from the field's name
   */
  public HeartbeatBuilder reject(HeartbeatField field, String message) {
    violations.add(field, message);
    return this;
  }

  /**
   * Makes the heartbeat.
   *
   * @throws InvalidHeartbeatException naming every field that is missing or breaks its rule
   */
  public Heartbeat build() {
    require(HeartbeatField.HOSTNAME, hostname);
    require(HeartbeatField.MACHINE_ADDRESS, machineAddress);
    require(HeartbeatField.REPO_PATH, repoPath);
    violations.throwIfAny();
    AgentIdentity identity =
        new AgentIdentity(
            hostname.orElseThrow(), machineAddress.orElseThrow(), repoPath.orElseThrow());
    return new Heartbeat(identity, status, issueIds, capabilities, ttl);
  }

  private void require(HeartbeatField field, Optional<String> value) {
    if (value.isEmpty() && !violations.concern(field)) {
      violations.add(field, "is required");
    }
  }
}
