package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void textWithoutControlCharactersStaysAsItIs() {
    assertThat(Printable.of("höst 日本語 🚀")).isEqualTo("höst 日本語 🚀");
  }

  @Test
  void lineBreaksAndTabsAreShownAsEscapes() {
    assertThat(Printable.of("a\nb\rc\td")).isEqualTo("a\\nb\\rc\\td");
  }

  @Test
  void whatATerminalWouldObeyIsReplaced() {
    assertThat(Printable.of("\u001b[31mred\u001b[0m")).isEqualTo("�[31mred�[0m");
    assertThat(Printable.of("\u009b31m\u007f\u0000\u0007")).isEqualTo("�31m���");
  }

  @Test
  void whatWouldTurnTextAroundIsReplaced() {
    assertThat(Printable.of("a\u202eb\u2028c")).isEqualTo("a�b�c");
  }

  @Test
  void halfASurrogatePairIsReplaced() {
    assertThat(Printable.of("a\ud83db")).isEqualTo("a�b");
  }
}
