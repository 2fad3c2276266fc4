package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentIdentityTest {

  private static final String SMILE = "\ud83d\ude00";

  private static List<Violation> violationsOf(String hostname, String address, String path) {
    return catchThrowableOfType(
            InvalidHeartbeatException.class, () -> new AgentIdentity(hostname, address, path))
        .violations();
  }

  @Test
  void itsTextIsThePartsWithColonsBetween() {
    assertThat(new AgentIdentity("höst", "fe80::1", "C:\\x")).hasToString("höst:fe80::1:C:\\x");
  }

  @Test
  void thePartsAreTakenAsTheyAre() {
    AgentIdentity identity = new AgentIdentity(" Höst ", "FE80::1", "/srv/../x/");

    assertThat(identity.hostname()).isEqualTo(" Höst ");
    assertThat(identity.machineAddress()).isEqualTo("FE80::1");
    assertThat(identity.repoPath()).isEqualTo("/srv/../x/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "   ", "\t", "\n", "\u00a0", "\u2007\u202f", "\u3000", " \u00a0\u2003"})
  void aBlankPartIsRefused(String blank) {
    assertThat(violationsOf(blank, blank, blank))
        .containsExactly(
            new Violation(HeartbeatField.HOSTNAME, "must not be blank"),
            new Violation(HeartbeatField.MACHINE_ADDRESS, "must not be blank"),
            new Violation(HeartbeatField.REPO_PATH, "must not be blank"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", SMILE})
  void lengthsCountCharactersAndNotUnits(String character) {
    new AgentIdentity(character.repeat(255), character.repeat(255), character.repeat(4096));

    assertThat(violationsOf(character.repeat(256), character.repeat(256), character.repeat(4097)))
        .containsExactly(
            new Violation(HeartbeatField.HOSTNAME, "must have at most 255 characters, but has 256"),
            new Violation(
                HeartbeatField.MACHINE_ADDRESS, "must have at most 255 characters, but has 256"),
            new Violation(
                HeartbeatField.REPO_PATH, "must have at most 4096 characters, but has 4097"));
  }

  @ParameterizedTest
  @CsvSource({
    "0000, 1", "0001, 1", "0009, 2", "000A, 3", "000D, 1", "001F, 4", "007F, 1", "0080, 1",
    "009F, 2"
  })
  void aControlCharacterIsRefusedAndNamedWithItsPlace(String hex, int position) {
    String text = SMILE.repeat(position - 1) + (char) Integer.parseInt(hex, 16) + "rest";

    assertThat(violationsOf(text, "a", text))
        .containsExactly(
            new Violation(HeartbeatField.HOSTNAME, controlCharacter(hex, position)),
            new Violation(HeartbeatField.REPO_PATH, controlCharacter(hex, position)));
  }

  private static String controlCharacter(String hex, int position) {
    return "must not contain control characters (U+%s at character %d)".formatted(hex, position);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
  void halfASurrogatePairIsRefused(String half) {
    assertThat(violationsOf("h", "ab" + half + "c", "p"))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo(HeartbeatField.MACHINE_ADDRESS);
              assertThat(violation.message())
                  .isEqualTo(
                      "must be valid Unicode (U+%04X at character 3)"
                          .formatted((int) half.charAt(0)));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "%",
        "_",
        "'",
        "\"",
        "\\",
        ":",
        "\u200b",
        "a\u2028b",
        "\ufeff",
        "\uffff",
        SMILE
      })
  void everyOtherCharacterIsWelcome(String text) {
    assertThat(new AgentIdentity(text, text, text).repoPath()).isEqualTo(text);
  }

  @Test
  void theMessageNamesEachPartInPlainWords() {
    assertThatThrownBy(() -> new AgentIdentity("", "a\n", " "))
        .hasMessage(
            "hostname must not be blank; machine address must not contain control characters"
                + " (U+000A at character 2); repository path must not be blank");
  }
}
