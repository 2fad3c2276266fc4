package dev.agentregistry.http.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;

/**
 * The tokens that open the API. Only their digests are kept; comparing takes the same time whatever
 * the token, and however many there are.
 */
final class BearerTokens {

  private final List<byte[]> digests;

  BearerTokens(Collection<String> tokens) {
    this.digests = tokens.stream().map(BearerTokens::digest).toList();
  }

  boolean accept(String token) {
    byte[] digest = digest(token);
    boolean accepted = false;
    for (byte[] known : digests) {
      accepted |= MessageDigest.isEqual(known, digest);
    }
    return accepted;
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      // Every Java platform has to have it (MessageDigest's own documentation).
      throw new IllegalStateException("this Java has no SHA-256", impossible);
    }
  }
}
