package dev.agentregistry.domain;

import java.util.List;
import java.util.Locale;

/**
 * What an agent says of itself: a short lower-case word, such as {@code working} or {@code idle}.
 *
 * @param value 1 to 32 letters (a to z), digits, {@code -} or {@code _}; upper case is lowered
 */
public record AgentStatus(String value) {

  /** What an agent is that says nothing of itself. */
  public static final AgentStatus ACTIVE = new AgentStatus("active");

  private static final int MAX_CHARACTERS = 32;
  private static final List<AgentStatus> GOODBYES =
      List.of(new AgentStatus("offline"), new AgentStatus("stopped"));

  /**
   * Checks the characters and lowers the case.
   *
   * @throws InvalidHeartbeatException if the value is not 1 to 32 of the allowed characters
   */
  public AgentStatus {
    // Before the case is lowered: the Kelvin sign is no letter from A to Z, but k in lower case.
    if (!isWellFormed(value)) {
      throw new InvalidHeartbeatException(
          List.of(
              new Violation(
                  HeartbeatField.STATUS,
                  "must be 1 to %d letters (a to z), digits, '-' or '_'"
                      .formatted(MAX_CHARACTERS))));
    }
    value = value.toLowerCase(Locale.ROOT);
  }

  /** The statuses with which an agent says goodbye: {@code offline} and {@code stopped}. */
  public static List<AgentStatus> goodbyes() {
    return GOODBYES;
  }

  /** Whether the agent said goodbye with this status. */
  public boolean isGoodbye() {
    return GOODBYES.contains(this);
  }

  /** The word itself. */
  @Override
  public String toString() {
    return value;
  }

  private static boolean isWellFormed(String value) {
    if (value.isEmpty() || value.length() > MAX_CHARACTERS) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (!isAllowed(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(int character) {
    return ('a' <= character && character <= 'z')
        || ('A' <= character && character <= 'Z')
        || ('0' <= character && character <= '9')
        || character == '-'
        || character == '_';
  }
}
