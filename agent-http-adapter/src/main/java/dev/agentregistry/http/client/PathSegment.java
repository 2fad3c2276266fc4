package dev.agentregistry.http.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Any text as one segment of a path. */
final class PathSegment {

  private PathSegment() {}

  static String of(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        // Two of them alone would mean the segment before.
        .replace(".", "%2E");
  }
}
