package dev.agentregistry.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of strings as JSON, with SQLite's own JSON functions as the judge. */
class JsonStringsTest {

  private static final String HARD = "\"\\/\b\f\n\r\t\u0001\u001f\u007f\u0085\u2028é日,[]{}: ";

  private Connection sqlite;

  @BeforeEach
  void openSqlite() throws SQLException {
    sqlite = DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  @AfterEach
  void closeSqlite() throws SQLException {
    sqlite.close();
  }

  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of(List.of(), "[]"),
        Arguments.of(List.of(""), "[\"\"]"),
        Arguments.of(List.of("a", "b"), "[\"a\",\"b\"]"),
        Arguments.of(List.of("\"", "\\"), "[\"\\\"\",\"\\\\\"]"),
        Arguments.of(List.of("\n\t\u0000\u001f"), "[\"\\u000a\\u0009\\u0000\\u001f\"]"),
        Arguments.of(List.of("/é日\ud83e\udd16\u007f"), "[\"/é日\ud83e\udd16\u007f\"]"));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void aListIsWrittenAsPlainlyAsJsonAllows(List<String> values, String json) {
    assertThat(JsonStrings.format(values)).isEqualTo(json);
    assertThat(JsonStrings.parse(json)).isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " [ ] ",
        "\t[\r\n\"a\" , \"b\"\n]\n",
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
        "[\"\\u0041\\u00e9\\u65E5\\ud83e\\udd16\"]"
      })
  void whatAPersonWritesIsReadAsSqliteReadsIt(String json) throws SQLException {
    assertThat(JsonStrings.parse(json)).isEqualTo(bySqlite(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[",
        "]",
        "[\"a\"",
        "[\"a",
        "[\"a\\",
        "[\"\\u12\"]",
        "[\"\\u+123\"]",
        "[\"\\u-123\"]",
        "[\"\\x\"]",
        "[\"a\",]",
        "[,\"a\"]",
        "[\"a\" \"b\"]",
        "[\"a\"]]",
        "[\"a\"] x",
        "['a']",
        "[a]",
        "a"
      })
  void whatIsNoJsonIsRefused(String text) throws SQLException {
    assertThat(isJson(text)).isFalse();
    isRefused(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "\"a\"", "1", "null", "[1]", "[null]", "[[\"a\"]]", "[\"a\",true]"})
  void whatIsNoArrayOfStringsIsRefused(String json) throws SQLException {
    assertThat(isJson(json)).isTrue();
    isRefused(json);
  }

  @Test
  void aRefusalShowsTheBeginningInOneLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonStrings.parse("a\nb" + "c".repeat(1_000)))
        .withMessage("not a JSON array of strings: \"a\\u000ab" + "c".repeat(37) + "\"");
  }

  @Test
  void anyListIsReadBackAsItWasAndAsSqliteReadsIt() throws SQLException {
    Random random = new Random(1);
    for (int round = 0; round < 1_000; round++) {
      List<String> values = randomList(random);
      String json = JsonStrings.format(values);

      assertThat(isJson(json)).as(json).isTrue();
      assertThat(JsonStrings.parse(json)).isEqualTo(values);
      assertThat(bySqlite(json)).isEqualTo(values);
    }
  }

  @Test
  void whatSqliteWritesIsRead() throws SQLException {
    Random random = new Random(2);
    for (int round = 0; round < 1_000; round++) {
      List<String> values = randomList(random);

      assertThat(JsonStrings.parse(writtenBySqlite(values))).isEqualTo(values);
    }
  }

  private static void isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonStrings.parse(text))
        .withMessageStartingWith("not a JSON array of strings");
  }

  private static List<String> randomList(Random random) {
    return Stream.generate(() -> randomString(random)).limit(random.nextInt(5)).toList();
  }

  private static String randomString(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      if (random.nextBoolean()) {
        text.append(HARD.charAt(random.nextInt(HARD.length())));
      } else {
        text.appendCodePoint(randomCharacter(random));
      }
    }
    return text.toString();
  }

  /** Any character but NUL, which would end a text in SQLite, and halves of surrogate pairs. */
  private static int randomCharacter(Random random) {
    int character = 1 + random.nextInt(Character.MAX_CODE_POINT);
    return Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE
        ? 'x'
        : character;
  }

  private boolean isJson(String text) throws SQLException {
    return ask("SELECT json_valid(?)", text).equals(List.of("1"));
  }

  private List<String> bySqlite(String json) throws SQLException {
    return ask("SELECT value FROM json_each(?)", json);
  }

  private String writtenBySqlite(List<String> values) throws SQLException {
    String places = String.join(", ", values.stream().map(value -> "?").toList());
    return ask("SELECT json_array(" + places + ")", values.toArray(String[]::new)).get(0);
  }

  private List<String> ask(String query, String... parameters) throws SQLException {
    try (PreparedStatement statement = sqlite.prepareStatement(query)) {
      Sql.bind(statement, List.of((Object[]) parameters));
      try (ResultSet rows = statement.executeQuery()) {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
          values.add(rows.getString(1));
        }
        return values;
      }
    }
  }
}
