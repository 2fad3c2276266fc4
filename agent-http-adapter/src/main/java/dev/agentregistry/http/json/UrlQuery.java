package dev.agentregistry.http.json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Puts the query of a URL together. Not thread-safe. */
final class UrlQuery {

  private final StringJoiner parameters = new StringJoiner("&");

  void add(String name, String value) {
    // A form's '+' for a space is not what every server reads in a URL.
    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    parameters.add(name + "=" + encoded);
  }

  void addAll(String name, Stream<String> values) {
    values.sorted().forEach(value -> add(name, value));
  }

  @Override
  public String toString() {
    return parameters.toString();
  }
}
