package dev.agentregistry.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An access token as the registry knows it: all but the token itself, of which only a hash is kept.
 *
 * @param name what an admin calls it: {@link #NAME_FORM}
 * @param scope what its holder may do
 * @param createdAt when it was made, to the millisecond
 * @param lastUsedAt when it was used last, to about a minute; empty where it never was
 */
public record AccessToken(
    String name, Scope scope, Instant createdAt, Optional<Instant> lastUsedAt) {

  /** What a name is, for messages: reads on from "must be". */
  public static final String NAME_FORM =
      "1 to 64 letters, digits, '-', '_' or '.', starting with a letter or digit";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if a name has other characters, or too many
   */
  public AccessToken {
    requireName(name);
    createdAt = Agent.toMillis(createdAt);
    lastUsedAt = lastUsedAt.map(Agent::toMillis);
  }

  /**
   * Checks a name.
   *
   * @throws IllegalArgumentException if it has other characters, or too many
   */
  public static void requireName(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a token's name must be " + NAME_FORM + ", but is '" + name + "'");
    }
  }

  /** Whether a token may have this name. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }
}
