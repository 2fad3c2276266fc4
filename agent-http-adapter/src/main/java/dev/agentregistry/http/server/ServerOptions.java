package dev.agentregistry.http.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How the server runs.
 *
 * @param host the name or address to listen on
 * @param port the port to listen on, 1 to 65,535, or 0 for any free one
 * @param tokens the Bearer tokens that open the API: at least one, none empty
 * @param maxBodyBytes the most bytes that a request's body may have: 1 or more
 * @param tls for HTTPS; plain HTTP where empty
 * @param web where it is on the web: behind which proxies, and for which other sites
 */
public record ServerOptions(
    String host,
    int port,
    Set<String> tokens,
    int maxBodyBytes,
    Optional<TlsFiles> tls,
    WebOptions web) {

  /**
   * The files for HTTPS, in PEM.
   *
   * @param certificates the server's certificate, and after it those that vouch for it
   * @param key its private key, PKCS#8, without a password
   */
  public record TlsFiles(Path certificates, Path key) {}

  /** Where the server listens unless told otherwise: on this machine only. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** The port unless told otherwise. */
  public static final int DEFAULT_PORT = 8080;

  /** The most bytes of a body unless told otherwise: 256 KiB. */
  public static final int DEFAULT_MAX_BODY_BYTES = 256 * 1024;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value that is out of range
   */
  public ServerOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, but is " + port);
    }
    if (maxBodyBytes < 1) {
      throw new IllegalArgumentException("maxBodyBytes must be 1 or more, but is " + maxBodyBytes);
    }
    if (tokens.isEmpty() || tokens.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("there must be a token, and none may be blank");
    }
    tokens = Set.copyOf(tokens);
  }

  /** Plain HTTP, at the root, for nobody's pages but its own. */
  public ServerOptions(String host, int port, Set<String> tokens, int maxBodyBytes) {
    this(host, port, tokens, maxBodyBytes, Optional.empty(), WebOptions.NONE);
  }

  /** The same, with HTTPS. */
  public ServerOptions withTls(TlsFiles files) {
    return new ServerOptions(host, port, tokens, maxBodyBytes, Optional.of(files), web);
  }

  /** The same, elsewhere on the web. */
  public ServerOptions withWeb(WebOptions options) {
    return new ServerOptions(host, port, tokens, maxBodyBytes, tls, options);
  }

  /** Never shows the tokens. */
  @Override
  public String toString() {
    return "%s:%d, %d tokens, bodies up to %d bytes"
        .formatted(host, port, tokens.size(), maxBodyBytes);
  }
}
