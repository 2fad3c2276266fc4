package dev.agentregistry.http.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;

/**
 * The tokens that open the API. How long comparing takes depends on the length of what was sent and
 * on the number of tokens, and tells nothing of what they are or how long.
 */
final class BearerTokens {

  private final List<byte[]> tokens;

  BearerTokens(Collection<String> tokens) {
    this.tokens = tokens.stream().map(BearerTokens::bytes).toList();
  }

  boolean accept(String token) {
    byte[] sent = bytes(token);
    boolean accepted = false;
    for (byte[] known : tokens) {
      // All bytes of the first are looked at, whatever the second is: isEqual's documentation.
      accepted |= MessageDigest.isEqual(sent, known);
    }
    return accepted;
  }

  private static byte[] bytes(String token) {
    return token.getBytes(StandardCharsets.UTF_8);
  }
}
