package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentStatusTest {

  @ParameterizedTest
  @CsvSource({
    "working, working",
    "WORKING, working",
    "In_Review-2, in_review-2",
    "0, 0",
    "-, -",
    "_, _",
    "IDLE, idle",
    "abcdefghijklmnopqrstuvwxyz012345, abcdefghijklmnopqrstuvwxyz012345"
  })
  void aStatusIsAShortWordInLowerCase(String text, String value) {
    assertThat(new AgentStatus(text).value()).isEqualTo(value);
    assertThat(new AgentStatus(text)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "in review",
        " idle",
        "idle\n",
        "idle\u0000",
        "tätig",
        "\u0131dle",
        "\u0130dle",
        "wor\u212aing",
        "\uff11",
        "\u0661",
        "a.b",
        "a/b",
        "a:b",
        "abcdefghijklmnopqrstuvwxyz0123456"
      })
  void anyOtherTextIsRefused(String text) {
    assertThatThrownBy(() -> new AgentStatus(text))
        .isInstanceOfSatisfying(
            InvalidHeartbeatException.class,
            refusal ->
                assertThat(refusal.violations())
                    .containsExactly(
                        new Violation(
                            HeartbeatField.STATUS,
                            "must be 1 to 32 letters (a to z), digits, '-' or '_'")));
  }

  @Test
  void caseIsLoweredTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(new AgentStatus("IDLE").value()).isEqualTo("idle");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "offline, true",
    "stopped, true",
    "STOPPED, true",
    "active, false",
    "idle, false",
    "stop, false",
    "stopped-, false"
  })
  void onlyOfflineAndStoppedAreGoodbyes(String text, boolean goodbye) {
    assertThat(new AgentStatus(text).isGoodbye()).isEqualTo(goodbye);
  }

  @Test
  void theGoodbyesAreListedForThoseWhoAskAStore() {
    assertThat(AgentStatus.goodbyes())
        .isEqualTo(List.of(new AgentStatus("offline"), new AgentStatus("stopped")));
  }
}
