package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTextTest {

  @ParameterizedTest
  @CsvSource({"abc, 3", "'', 0", "zoë, 3", "日本語, 6", "репо, 4", "🚀, 2", "e\u0301, 1"})
  void widthIsCountedInColumnsOfTheTerminal(String text, int width) {
    assertThat(DisplayText.width(text)).isEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({"✅, 2", "⭐⚡, 4", "🪐, 2", "🟢, 2", "🇩🇪, 2", "✓, 1", "☁, 1", "🌡, 1"})
  void emojiAreWideWhereTerminalsMakeThemWide(String text, int width) {
    assertThat(DisplayText.width(text)).isEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/repos/tracker, 18, /srv/repos/tracker",
    "/srv/repos/tracker, 10, …s/tracker",
    "/srv/日本語, 6, …本語",
    "/srv/日本語, 5, …本語",
    "/srv/日本語, 4, …語",
    "abc, 1, …"
  })
  void aPathThatIsTooWideLosesItsStart(String text, int width, String shortened) {
    assertThat(DisplayText.withoutStart(text, width)).isEqualTo(shortened);
  }

  @ParameterizedTest
  @CsvSource({"build-01, 8, build-01", "build-01, 6, build…", "日本語, 4, 日…", "🚀🚀, 3, 🚀…"})
  void otherTextThatIsTooWideLosesItsEnd(String text, int width, String shortened) {
    assertThat(DisplayText.withoutEnd(text, width)).isEqualTo(shortened);
  }

  @Test
  void paddingCountsColumnsToo() {
    assertThat(DisplayText.padded("日本", 6)).isEqualTo("日本  ");
    assertThat(DisplayText.padded("long", 2)).isEqualTo("long");
  }
}
