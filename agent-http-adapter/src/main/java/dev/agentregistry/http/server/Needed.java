package dev.agentregistry.http.server;

import dev.agentregistry.domain.Scope;

/** Which scope a request needs. What nobody thought of here needs an admin. */
final class Needed {

  private Needed() {}

  static Scope by(String method, String path) {
    boolean isReading = method.equals("GET") || method.equals("HEAD");
    if (isReading && path.equals(Paths.CURRENT_TOKEN)) {
      // The smallest: whoever has a token may know what it is.
      return Scope.READ;
    }
    if (path.startsWith(Paths.TOKENS)) {
      return Scope.ADMIN;
    }
    if (isReading) {
      return Scope.READ;
    }
    return method.equals("POST") && path.equals(Paths.HEARTBEAT) ? Scope.AGENT : Scope.ADMIN;
  }
}
