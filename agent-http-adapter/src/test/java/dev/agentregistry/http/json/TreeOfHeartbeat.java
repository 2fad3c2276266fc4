package dev.agentregistry.http.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.HeartbeatBuilder;
import dev.agentregistry.domain.HeartbeatField;
import dev.agentregistry.domain.InvalidHeartbeatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads heartbeats the plain way: the whole body into a tree, then what is wanted out of it. */
final class TreeOfHeartbeat {

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(JsonNode.class);

  private final HeartbeatBuilder heartbeat = Heartbeat.builder();
  private final JsonNode tree;

  private TreeOfHeartbeat(JsonNode tree) {
    this.tree = tree;
  }

  static Heartbeat read(byte[] body) {
    return new TreeOfHeartbeat(parse(body)).heartbeat();
  }

  private static JsonNode parse(byte[] body) {
    try (var values = READER.<JsonNode>readValues(body)) {
      if (!values.hasNextValue()) {
        throw new MalformedJsonException("the body is empty: send a JSON object");
      }
      JsonNode first = values.nextValue();
      if (values.getParser().nextToken() != null) {
        throw new MalformedJsonException("more after its end");
      }
      if (!first.isObject()) {
        throw new MalformedJsonException("the body is JSON, but not an object: send { … }");
      }
      return first;
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Heartbeat heartbeat() {
    string("hostname", HeartbeatField.HOSTNAME).ifPresent(heartbeat::hostname);
    string("machine_address", HeartbeatField.MACHINE_ADDRESS).ifPresent(heartbeat::machineAddress);
    string("repo_path", HeartbeatField.REPO_PATH).ifPresent(heartbeat::repoPath);
    string("status", HeartbeatField.STATUS).ifPresent(heartbeat::status);
    strings("issue_ids", HeartbeatField.ISSUE_IDS).ifPresent(heartbeat::issueIds);
    strings("capabilities", HeartbeatField.CAPABILITIES).ifPresent(heartbeat::capabilities);
    seconds().map(Duration::ofSeconds).ifPresent(heartbeat::ttl);
    try {
      return heartbeat.build();
    } catch (InvalidHeartbeatException invalid) {
      throw InvalidRequestException.of(invalid);
    }
  }

  private Optional<JsonNode> present(String name) {
    return Optional.ofNullable(tree.get(name)).filter(node -> !node.isNull());
  }

  private boolean is(boolean holds, HeartbeatField field, String what) {
    if (!holds) {
      heartbeat.reject(field, "must be " + what);
    }
    return holds;
  }

  private Optional<String> string(String name, HeartbeatField field) {
    return present(name)
        .filter(node -> is(node.isTextual(), field, "a string"))
        .map(JsonNode::asText);
  }

  private Optional<List<String>> strings(String name, HeartbeatField field) {
    return present(name)
        .filter(node -> is(node.isArray(), field, "an array of strings"))
        .flatMap(node -> items(node, field));
  }

  private Optional<List<String>> items(JsonNode array, HeartbeatField field) {
    List<String> items = new ArrayList<>();
    for (JsonNode item : array) {
      String what = "an array of strings, but item " + (items.size() + 1) + " is not one";
      if (!is(item.isTextual(), field, what)) {
        return Optional.empty();
      }
      items.add(item.asText());
    }
    return Optional.of(items);
  }

  private Optional<Long> seconds() {
    return present("ttl_seconds")
        .filter(node -> is(isInteger(node), HeartbeatField.TTL, "a whole number"))
        .map(JsonNode::asLong);
  }

  private static boolean isInteger(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.canConvertToLong();
    }
    double value = node.isNumber() ? node.asDouble() : Double.NaN;
    return value == Math.rint(value) && Math.abs(value) <= 1L << 53;
  }
}
