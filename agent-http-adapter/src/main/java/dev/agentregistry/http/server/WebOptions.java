package dev.agentregistry.http.server;

import java.util.Set;

/**
 * Where a server is on the web.
 *
 * @param basePath the path that it answers under as well as at the root, such as {@code /registry};
 *     empty where there is none
 * @param corsOrigins the origins whose pages may ask it, such as {@code https://tools.example}
 * @param trustedProxies the addresses whose forwarded headers count
 * @param areMetricsOpen whether {@code /metrics} needs no token
 */
public record WebOptions(
    String basePath, Set<String> corsOrigins, Set<String> trustedProxies, boolean areMetricsOpen) {

  /** At the root, behind no proxy, for no other site. */
  public static final WebOptions NONE = new WebOptions("", Set.of(), Set.of(), false);

  /** Takes copies. */
  public WebOptions {
    corsOrigins = Set.copyOf(corsOrigins);
    trustedProxies = Set.copyOf(trustedProxies);
  }
}
