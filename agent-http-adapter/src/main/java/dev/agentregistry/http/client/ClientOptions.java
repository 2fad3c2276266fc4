package dev.agentregistry.http.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach a registry.
 *
 * @param url where it is: {@code http} or {@code https}, with a base path if it has one
 * @param token the access token
 * @param certificates a PEM file with the certificates that are trusted; the system's where empty
 * @param isLasting whether many requests will come: then connections are kept, which takes half a
 *     second to set up
 * @param patience how long an answer may take
 */
public record ClientOptions(
    URI url, String token, Optional<Path> certificates, boolean isLasting, Duration patience) {

  /** How long an answer may take unless told otherwise: 30 seconds. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

  /**
   * Checks the URL and the token.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public ClientOptions {
    checkUrl(url);
    if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "the token must be visible ASCII characters without a space");
    }
  }

  /**
   * Checks a URL alone, for who has no token yet.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static void checkUrl(URI url) {
    if (url.getUserInfo() != null) {
      // It may be a password.
      throw new IllegalArgumentException(
          "the URL must not have a user in it: who asks is told by the token");
    }
    if (!isHttp(url) || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the URL must be such as http://127.0.0.1:8080 or https://agents.example.org/registry,"
              + " but is '"
              + url
              + "'");
    }
  }

  private static boolean isHttp(URI url) {
    boolean isScheme =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    boolean isPort = url.getPort() == -1 || (1 <= url.getPort() && url.getPort() <= 65_535);
    return isScheme && isPort && url.getHost() != null;
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return url.toString();
  }
}
