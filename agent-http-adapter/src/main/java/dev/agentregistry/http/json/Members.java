package dev.agentregistry.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Takes typed members out of a JSON object; tells those of another type. */
final class Members {

  private final JsonNode object;
  private final BiConsumer<String, String> reject;

  /**
   * Makes a reader.
   *
   * @param object the object
   * @param reject is told the name of each bad member and what is wrong with it
   */
  Members(JsonNode object, BiConsumer<String, String> reject) {
    this.object = object;
    this.reject = reject;
  }

  Optional<String> string(String name) {
    return present(name)
        .filter(node -> is(node.isTextual(), name, "a string"))
        .map(JsonNode::asText);
  }

  Optional<Boolean> bool(String name) {
    return present(name)
        .filter(node -> is(node.isBoolean(), name, "true or false"))
        .map(JsonNode::asBoolean);
  }

  /** A whole number; {@code 300.0} is one too. */
  Optional<Long> integer(String name) {
    return present(name)
        .filter(node -> is(isInteger(node), name, "a whole number"))
        .map(JsonNode::asLong);
  }

  Optional<List<String>> strings(String name) {
    return present(name)
        .filter(node -> is(node.isArray(), name, "an array of strings"))
        .flatMap(node -> items(name, node));
  }

  private Optional<List<String>> items(String name, JsonNode array) {
    List<String> items = new ArrayList<>(array.size());
    for (JsonNode item : array) {
      if (!is(
          item.isTextual(), name, "an array of strings, but item %d is not one", items.size())) {
        return Optional.empty();
      }
      items.add(item.asText());
    }
    return Optional.of(items);
  }

  /** Absent and null are the same. */
  private Optional<JsonNode> present(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  private static boolean isInteger(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.canConvertToLong();
    }
    double value = node.isNumber() ? node.asDouble() : Double.NaN;
    return value == Math.rint(value) && Math.abs(value) <= 1L << 53;
  }

  private boolean is(boolean holds, String name, String what) {
    if (!holds) {
      reject.accept(name, "must be " + what);
    }
    return holds;
  }

  private boolean is(boolean holds, String name, String what, int index) {
    return is(holds, name, what.formatted(index + 1));
  }
}
