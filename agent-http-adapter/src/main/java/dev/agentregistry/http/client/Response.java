package dev.agentregistry.http.client;

import dev.agentregistry.http.json.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** An answer, whole. */
final class Response {

  private final int status;
  private final Headers headers;
  private final byte[] body;

  Response(int status, Headers headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** The headers of an answer. */
  interface Headers {
    Optional<String> first(String name);
  }

  int status() {
    return status;
  }

  Optional<String> etag() {
    return headers.first("ETag");
  }

  Optional<String> retryAfter() {
    return headers.first("Retry-After");
  }

  /** How long it asks to wait, where it says so in seconds: a minute at most. */
  Optional<Duration> retryAfterSeconds() {
    return retryAfter()
        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
        .map(seconds -> Duration.ofSeconds(Math.min(60, Long.parseLong(seconds))));
  }

  /** When it was sent, by the server's clock; empty where there is no such date. */
  Optional<Instant> date() {
    try {
      return headers
          .first("Date")
          .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  Optional<String> location() {
    return headers.first("Location");
  }

  /** Whether it is a problem of an API, and not just a page of whatever answers there. */
  boolean isProblem() {
    return headers
        .first("Content-Type")
        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(Problem.MEDIA_TYPE))
        .isPresent();
  }

  /** Not a copy: nobody changes it. */
  byte[] body() {
    return body;
  }
}
