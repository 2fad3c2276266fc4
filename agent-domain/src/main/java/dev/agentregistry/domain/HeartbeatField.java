package dev.agentregistry.domain;

/** A field of a heartbeat, so that each outer face can call it by its own name. */
public enum HeartbeatField {
  /** {@link AgentIdentity#hostname()}. */
  HOSTNAME("hostname"),
  /** {@link AgentIdentity#machineAddress()}. */
  MACHINE_ADDRESS("machine address"),
  /** {@link AgentIdentity#repoPath()}. */
  REPO_PATH("repository path"),
  /** {@link Heartbeat#status()}. */
  STATUS("status"),
  /** {@link Heartbeat#issueIds()}. */
  ISSUE_IDS("issue IDs"),
  /** {@link Heartbeat#capabilities()}. */
  CAPABILITIES("capabilities"),
  /** {@link Heartbeat#ttl()}. */
  TTL("TTL");

  private final String words;

  HeartbeatField(String words) {
    this.words = words;
  }

  /** The field in plain words, for example {@code machine address}. */
  @Override
  public String toString() {
    return words;
  }
}
