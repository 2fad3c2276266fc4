package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.acceptance.HttpConnection.Answer;
import dev.agentregistry.acceptance.Program.Result;

/** What a person is told when something is wrong around the program. */
final class Told {

  private Told() {}

  /** Words, not what SQLite or Java say of it, and no fault of ours. */
  static void assertInWords(String text) {
    assertThat(text)
        .doesNotContain("locked", "SQLITE_", "Exception", "\tat ", "ERROR", "fault of the");
  }

  /** A refusal to come back later, which says why. */
  static void assertComeBack(Answer refusal, String... why) {
    assertThat(refusal.status()).as(refusal.body()).isEqualTo(503);
    assertThat(refusal.header("Retry-After")).matches("[1-9][0-9]*");
    assertThat(refusal.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refusal.json().at("/detail").asText()).contains(why);
    assertInWords(refusal.body());
  }

  /** One line on standard error, and nothing else. */
  static void assertOneLine(Result result, String... words) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.errLines()).as(result.err()).hasSize(1);
    assertThat(result.err()).startsWith("agents: ").contains(words);
    assertInWords(result.err());
  }
}
