package dev.agentregistry.http.server;

import dev.agentregistry.domain.Scope;

/** Which scope a request needs. What nobody thought of here needs an admin. */
final class Needed {

  private Needed() {}

  static Scope by(String method, String path) {
    if (path.startsWith(Paths.TOKENS)) {
      return Scope.ADMIN;
    }
    return switch (method) {
      case "GET", "HEAD" -> Scope.READ;
      case "POST" -> path.equals(Paths.HEARTBEAT) ? Scope.AGENT : Scope.ADMIN;
      default -> Scope.ADMIN;
    };
  }
}
