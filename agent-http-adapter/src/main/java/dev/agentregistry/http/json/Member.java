package dev.agentregistry.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * How the value of one member is read. Values that are not wanted are read too, to their end: they
 * have to be JSON all the same.
 *
 * @param <T> what the value is told to
 */
interface Member<T> {

  /**
   * Reads a value that is not null.
   *
   * @param json stands at the value's first token, and afterwards at its last
   * @param target is told the value
   * @return what is wrong with the value, reading on from the member's name, if it has another type
   */
  Optional<String> read(JsonParser json, T target) throws IOException;

  static <T> Member<T> string(BiConsumer<T, String> take) {
    return (json, target) -> {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        return refuse(json, "must be a string");
      }
      take.accept(target, json.getText());
      return Optional.empty();
    };
  }

  static <T> Member<T> bool(BiConsumer<T, Boolean> take) {
    return (json, target) -> {
      if (!json.currentToken().isBoolean()) {
        return refuse(json, "must be true or false");
      }
      take.accept(target, json.getBooleanValue());
      return Optional.empty();
    };
  }

  /** A whole number; {@code 300.0} is one too. */
  static <T> Member<T> integer(BiConsumer<T, Long> take) {
    return (json, target) -> {
      if (!isInteger(json)) {
        return refuse(json, "must be a whole number");
      }
      take.accept(target, json.getValueAsLong());
      return Optional.empty();
    };
  }

  static <T> Member<T> strings(BiConsumer<T, List<String>> take) {
    return (json, target) -> {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        return refuse(json, "must be an array of strings");
      }
      List<String> items = new ArrayList<>();
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        items.add(json.getText());
      }
      if (json.currentToken() == JsonToken.END_ARRAY) {
        take.accept(target, items);
        return Optional.empty();
      }
      do {
        skip(json);
      } while (json.nextToken() != JsonToken.END_ARRAY);
      return Optional.of(
          "must be an array of strings, but item %d is not one".formatted(items.size() + 1));
    };
  }

  /** An object. */
  static <T, R> Member<T> object(JsonObjects<R> objects, Supplier<R> start, BiConsumer<T, R> take) {
    return (json, target) -> {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        return refuse(json, "must be an object");
      }
      R item = start.get();
      objects.readMembers(json, item);
      take.accept(target, item);
      return Optional.empty();
    };
  }

  /** An array of objects. */
  static <T, R> Member<T> objects(
      JsonObjects<R> objects, Supplier<R> start, BiConsumer<T, List<R>> take) {
    return (json, target) -> {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        return refuse(json, "must be an array of objects");
      }
      List<R> items = new ArrayList<>();
      boolean areObjects = true;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          R item = start.get();
          objects.readMembers(json, item);
          items.add(item);
        } else {
          areObjects = false;
          skip(json);
        }
      }
      take.accept(target, items);
      return areObjects ? Optional.empty() : Optional.of("must be an array of objects");
    };
  }

  /** An object whose members are whole numbers. */
  static <T> Member<T> numbers(BiConsumer<T, Map<String, Long>> take) {
    return (json, target) -> {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        return refuse(json, "must be an object");
      }
      Map<String, Long> numbers = new LinkedHashMap<>();
      boolean areNumbers = true;
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        if (isInteger(json)) {
          numbers.put(name, json.getValueAsLong());
        } else {
          areNumbers = false;
          skip(json);
        }
      }
      take.accept(target, numbers);
      return areNumbers ? Optional.empty() : Optional.of("must have whole numbers");
    };
  }

  /** Reads a value to its end, however deep. */
  static void skip(JsonParser json) throws IOException {
    int open = 0;
    while (true) {
      if (json.currentToken().isStructStart()) {
        open++;
      } else if (json.currentToken().isStructEnd()) {
        open--;
      } else {
        json.finishToken();
      }
      if (open == 0) {
        return;
      }
      json.nextToken();
    }
  }

  private static Optional<String> refuse(JsonParser json, String problem) throws IOException {
    skip(json);
    return Optional.of(problem);
  }

  private static boolean isInteger(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }
    double value =
        json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT ? json.getDoubleValue() : Double.NaN;
    return value == Math.rint(value) && Math.abs(value) <= 1L << 53;
  }
}
