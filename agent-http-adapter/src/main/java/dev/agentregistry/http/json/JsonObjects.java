package dev.agentregistry.http.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads bodies that have to be one JSON object. */
final class JsonObjects {

  private static final ObjectReader READER =
      JsonMapper.builder()
          // {"a": 1, "a": 2} means different things to different readers: refuse it.
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private JsonObjects() {}

  /**
   * Reads a body.
   *
   * @throws MalformedJsonException if it is not JSON, or not an object
   */
  static JsonNode read(byte[] body) {
    JsonNode node = parse(body);
    if (!node.isObject()) {
      throw new MalformedJsonException(
          node.isMissingNode()
              ? "the body is empty: send a JSON object"
              : "the body is JSON, but not an object: send { … }");
    }
    return node;
  }

  private static JsonNode parse(byte[] body) {
    try {
      return READER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException("the body is not JSON: " + firstLine(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String firstLine(JsonProcessingException e) {
    String problem = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return e.getLocation() == null
        ? problem
        : "%s (line %d, column %d)"
            .formatted(problem, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}
