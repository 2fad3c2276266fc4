package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ''",
        "'a' | '1 a'",
        "'a~' | '1 a'",
        "'a~b' | '1 a,2 b'",
        "'~ ~a~~b~~' | '3 a,5 b'",
        "'a^~b^~^~' | '1 a,2 b'",
        "'a^b~' | '1 a^b'",
      })
  void linesHaveTheirNumbersAndBlankOnesArePassedOver(String text, String lines)
      throws IOException {
    assertThat(String.join(",", read(text.replace('~', '\n').replace('^', '\r'))))
        .isEqualTo(lines.replace('^', '\r'));
  }

  @Test
  void linesOfAnyLengthAreReadAcrossBuffers() throws IOException {
    String line = "x".repeat(64 * 1024 - 1);

    assertThat(read(line + "\n" + line + "yy\n" + line.repeat(5) + "\nz"))
        .containsExactly("1 " + line, "2 " + line + "yy", "3 " + line.repeat(5), "4 z");
  }

  @Test
  void ofALineThatIsTooLongNothingMoreIsKept() throws IOException {
    String limit = "x".repeat(Lines.MAX_BYTES);
    Lines lines = new Lines(stream(limit + "\n" + limit + "x\ny"));

    assertThat(lines.next().orElseThrow().isTooLong()).isFalse();
    Line tooLong = lines.next().orElseThrow();
    assertThat(tooLong.isTooLong()).isTrue();
    assertThat(tooLong.text().length).isLessThanOrEqualTo(Lines.MAX_BYTES);
    assertThat(lines.next().orElseThrow().text()).containsExactly('y');
    assertThat(lines.bytes()).isEqualTo(2L * Lines.MAX_BYTES + 4);
  }

  private static List<String> read(String text) throws IOException {
    Lines lines = new Lines(stream(text));
    List<String> read = new ArrayList<>();
    for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
      Line line = next.get();
      read.add(line.number() + " " + new String(line.text(), StandardCharsets.UTF_8));
    }
    return read;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
