package dev.agentregistry.domain;

/**
 * Where an agent runs; it never changes, and the agent's ID is derived from it alone.
 *
 * <p>The parts are taken byte for byte: nothing is trimmed, folded or cleaned up.
 *
 * @param hostname the machine's name: 1 to 255 characters, not blank, no control characters
 * @param machineAddress the machine's address (IPv4, IPv6 or a name): the same rule
 * @param repoPath the path of the checkout that the agent works in: the same rule, up to 4,096
 */
public record AgentIdentity(String hostname, String machineAddress, String repoPath) {

  /** The most characters that a hostname may have. */
  public static final int MAX_HOSTNAME_CHARACTERS = 255;

  /** The most characters that a machine address may have. */
  public static final int MAX_MACHINE_ADDRESS_CHARACTERS = 255;

  /** The most characters that a repository path may have. */
  public static final int MAX_REPO_PATH_CHARACTERS = 4096;

  /**
   * Checks the parts.
   *
   * @throws InvalidHeartbeatException naming every part that breaks its rule
   */
  public AgentIdentity {
    Violations violations = new Violations();
    violations.checkText(HeartbeatField.HOSTNAME, hostname, MAX_HOSTNAME_CHARACTERS);
    violations.checkText(
        HeartbeatField.MACHINE_ADDRESS, machineAddress, MAX_MACHINE_ADDRESS_CHARACTERS);
    violations.checkText(HeartbeatField.REPO_PATH, repoPath, MAX_REPO_PATH_CHARACTERS);
    violations.throwIfAny();
  }

  /** The text that the ID is derived from: {@code hostname:machine_address:repo_path}. */
  @Override
  public String toString() {
    return hostname + ":" + machineAddress + ":" + repoPath;
  }
}
