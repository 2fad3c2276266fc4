package dev.agentregistry.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatJsonTest {

  private static final List<String> NAMES =
      List.of(
          "hostname",
          "machine_address",
          "repo_path",
          "status",
          "issue_ids",
          "capabilities",
          "ttl_seconds",
          "unknown",
          "\\u0068ostname");

  private static final List<String> VALUES =
      List.of(
          "\"build-01\"",
          "\"/srv/repos/tracker\"",
          "\"working\"",
          "\"h\\u00f6st \\ud83d\\ude00 \\\"x\\\"\"",
          "\"höst 😀\"",
          "\"\\ud800\"",
          "\"\"",
          "\"a\\nb\"",
          "\"in progress\"",
          "[]",
          "[\"TRCKR-1\", \"TRCKR-2\", \"TRCKR-1\"]",
          "[\"a\", 2, \"\"]",
          "[[\"a\"], {\"b\": []}]",
          "[null]",
          "[\"\", \"x\"]",
          "{}",
          "{\"a\": {\"b\": [1, {\"c\": null}]}, \"b\": 1}",
          "{\"a\": 1, \"a\": 2}",
          "{\"a\": [{\"b\": 1, \"b\": 1}]}",
          "null",
          "true",
          "false",
          "0",
          "60",
          "60.0",
          "6e1",
          "1.5",
          "-1",
          "-0",
          "604801",
          "9007199254740993.0",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999",
          "1e999",
          "1E-999",
          "NaN",
          "01",
          "1.",
          "'x'",
          "\"\\x\"",
          "\"\t\"",
          "nul",
          "[1,]",
          "");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void onePassReadsAndRefusesWhatATreeDoes(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] body = body(random).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(4) == 0) {
        spoil(random, body);
      }

      assertThat(outcome(HeartbeatJson::read, body))
          .as(() -> new String(body, StandardCharsets.UTF_8))
          .startsWith(outcome(TreeOfHeartbeat::read, body));
    }
  }

  /** Most members are as they should be: what is wrong then is one thing, and not everything. */
  private static String body(Random random) {
    List<String> members =
        new ArrayList<>(
            List.of(
                "\"hostname\": \"build-01\"",
                "\"machine_address\": \"10.0.0.5\"",
                "\"repo_path\": \"/srv\""));
    for (int i = random.nextInt(4); i > 0; i--) {
      String member = "\"" + any(random, NAMES) + "\": " + any(random, VALUES);
      if (random.nextBoolean()) {
        members.add(member);
      } else {
        members.set(random.nextInt(members.size()), member);
      }
    }
    Collections.shuffle(members, random);
    String end = random.nextInt(20) == 0 ? any(random, List.of("}", " {}", " 1", ",", " x")) : "";
    return "{" + String.join(", ", members) + "}" + end;
  }

  private static void spoil(Random random, byte[] body) {
    byte[] bad = {'{', '}', '[', ']', '"', ',', ':', '\\', 0, (byte) 0xff, (byte) 0xc3, ' ', '1'};
    body[random.nextInt(body.length)] = bad[random.nextInt(bad.length)];
  }

  private static <T> T any(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** The heartbeat, or the refusal without its place, which the tree's reader does not tell. */
  private static String outcome(Function<byte[], Object> reader, byte[] body) {
    try {
      return reader.apply(body).toString();
    } catch (InvalidRequestException invalid) {
      return "invalid: " + invalid.errors();
    } catch (MalformedJsonException malformed) {
      String message = String.valueOf(malformed.getMessage());
      return "malformed: "
          + message
              .replaceFirst("^the body is not JSON: ", "")
              .replaceFirst("^there is ", "")
              .replaceFirst(" \\([a-zA-Z ]* at \\[Source: .*", "");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1,\"a\": 2}   | the body is not JSON: Duplicate field 'a' (line 1, column 12)",
        "{\"b\": {\"a\": 1,\"a\": 2}} | the body is not JSON: Duplicate field 'a' (line 1, column"
            + " 18)",
        "{} {}                 | the body is not JSON: there is more after its end (line 1, column"
            + " 4)",
        "[] 1                  | the body is not JSON: there is more after its end (line 1, column"
            + " 4)",
        "{\"a\": \"b               | the body is not JSON: Unexpected end-of-input in VALUE_STRING"
            + " (line 1, column 9)",
        "{\"a\": 1               | the body is not JSON: Unexpected end-of-input: expected close"
            + " marker for Object (line 1, column 8)",
        "{\"a\": [}              | the body is not JSON: Unexpected close marker '}': expected ']'"
            + " (line 1, column 8)",
        "[1]                   | the body is JSON, but not an object: send { … }",
        "42                    | the body is JSON, but not an object: send { … }",
        "''                    | the body is empty: send a JSON object",
        "'  '                  | the body is empty: send a JSON object",
      })
  void aBodyThatIsNoObjectIsRefusedInOneSentence(String body, String message) {
    assertThatThrownBy(() -> HeartbeatJson.read(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage(message);
  }

  @Test
  void howDeepAndHowLongIsLimitedInUnknownMembersToo() {
    assertThatThrownBy(() -> HeartbeatJson.read(unknown("[".repeat(1000) + "]".repeat(1000))))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("nesting depth");
    assertThatThrownBy(() -> HeartbeatJson.read(unknown("1".repeat(1001))))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("Number value length");
    assertThatThrownBy(() -> HeartbeatJson.read(unknown("[".repeat(999) + "]".repeat(999))))
        .isInstanceOf(InvalidRequestException.class);
  }

  private static byte[] unknown(String value) {
    return ("{\"unknown\": " + value + "}").getBytes(StandardCharsets.UTF_8);
  }
}
