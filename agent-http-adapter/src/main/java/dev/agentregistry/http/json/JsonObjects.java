package dev.agentregistry.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads bodies that have to be one JSON object, in one pass. {@code null} is the same as absent,
 * unknown members are ignored. Thread-safe.
 *
 * @param <T> what the members are told to
 */
final class JsonObjects<T> {

  /** Is told each bad member and what is wrong with it. */
  interface Rejection<T> {
    void accept(T target, String name, String message);
  }

  /** What the parser tells beside the place of the fault, in words for its developers. */
  private static final Pattern OTHER_PLACE =
      Pattern.compile(" \\([^()\\[]*\\[Source: [^\\]]*\\]\\)");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // {"a": 1, "a": 2} means different things to different readers: refuse it.
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Each connection has a thread of its own: buffers kept by thread would be as many.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .build();

  private final Map<String, Member<T>> members;
  private final Rejection<T> rejection;

  JsonObjects(Map<String, Member<T>> members, Rejection<T> rejection) {
    this.members = Map.copyOf(members);
    this.rejection = rejection;
  }

  /**
   * Reads a body.
   *
   * @throws MalformedJsonException if it is not JSON, or not an object; the target may have been
   *     told some members before that is found out
   */
  void read(byte[] body, T target) {
    try (JsonParser json = FACTORY.createParser(body)) {
      boolean isObject = start(json) == JsonToken.START_OBJECT;
      if (isObject) {
        readMembers(json, target);
      } else {
        Member.skip(json);
      }
      requireEnd(json);
      if (!isObject) {
        throw new MalformedJsonException("the body is JSON, but not an object: send { … }");
      }
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException("the body is not JSON: " + firstLine(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonToken start(JsonParser json) throws IOException {
    JsonToken first = json.nextToken();
    if (first == null) {
      throw new MalformedJsonException("the body is empty: send a JSON object");
    }
    return first;
  }

  /** Reads an object of which the parser stands at the start, and afterwards at the end. */
  void readMembers(JsonParser json, T target) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      Member<T> member = members.get(name);
      if (json.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      if (member == null) {
        Member.skip(json);
        continue;
      }
      Optional<String> problem = member.read(json, target);
      if (problem.isPresent()) {
        rejection.accept(target, name, problem.get());
      }
    }
  }

  private static void requireEnd(JsonParser json) throws IOException {
    if (json.nextToken() != null) {
      throw new MalformedJsonException(
          "the body is not JSON: there is more after its end (line %d, column %d)"
              .formatted(
                  json.currentTokenLocation().getLineNr(),
                  json.currentTokenLocation().getColumnNr()));
    }
  }

  private static String firstLine(JsonProcessingException e) {
    String problem =
        OTHER_PLACE
            .matcher(e.getOriginalMessage().lines().findFirst().orElse("unreadable"))
            .replaceAll("");
    return e.getLocation() == null
        ? problem
        : "%s (line %d, column %d)"
            .formatted(problem, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}
