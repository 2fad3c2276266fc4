package dev.agentregistry.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The stable ID of an agent: {@code agt_} and the first 8 lower-case hex digits of SHA-256 over the
 * UTF-8 bytes of {@code hostname:machine_address:repo_path}.
 *
 * <p>IDs sort by their digits. Two identities can share one ID (32 bits, and a {@code :} inside a
 * part); {@link Agent#beat} notices that.
 *
 * @param value the whole ID, for example {@code agt_d21ea4ea}
 */
public record AgentId(String value) implements Comparable<AgentId> {

  private static final String PREFIX = "agt_";
  private static final int HEX_DIGITS = 8;
  private static final HexFormat HEX = HexFormat.of();

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the value is not {@code agt_} and 8 lower-case hex digits
   */
  public AgentId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "not an agent ID: '" + value + "' (it is agt_ and 8 lower-case hex digits)");
    }
  }

  /** Derives the ID of the agent that runs there. */
  public static AgentId derive(AgentIdentity identity) {
    byte[] digest = sha256().digest(identity.toString().getBytes(StandardCharsets.UTF_8));
    return new AgentId(PREFIX + HEX.formatHex(digest, 0, HEX_DIGITS / 2));
  }

  /**
   * Makes the ID of a 32-bit number, the inverse of {@link #number()}.
   *
   * @param number the 8 digits as an unsigned number; higher bits are ignored
   */
  public static AgentId ofNumber(long number) {
    return new AgentId(PREFIX + HEX.toHexDigits(number, HEX_DIGITS));
  }

  /** Reads an ID, or nothing where the text is none: a malformed ID is just an unknown one. */
  public static Optional<AgentId> parse(String text) {
    return isWellFormed(text) ? Optional.of(new AgentId(text)) : Optional.empty();
  }

  /** The 8 hex digits as a number from 0 to 4,294,967,295; IDs sort as their numbers do. */
  public long number() {
    return HexFormat.fromHexDigitsToLong(value, PREFIX.length(), value.length());
  }

  @Override
  public int compareTo(AgentId other) {
    return value.compareTo(other.value);
  }

  /** The ID itself. */
  @Override
  public String toString() {
    return value;
  }

  private static boolean isWellFormed(String text) {
    if (text.length() != PREFIX.length() + HEX_DIGITS || !text.startsWith(PREFIX)) {
      return false;
    }
    for (int i = PREFIX.length(); i < text.length(); i++) {
      char digit = text.charAt(i);
      if (!(('0' <= digit && digit <= '9') || ('a' <= digit && digit <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      // Every Java platform has to have it (MessageDigest's own documentation).
      throw new IllegalStateException("this Java has no SHA-256", impossible);
    }
  }
}
