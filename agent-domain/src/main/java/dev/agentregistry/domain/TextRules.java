package dev.agentregistry.domain;

import java.util.Optional;

/** What a text of a heartbeat may be. Lengths count characters (code points), not UTF-16 units. */
final class TextRules {

  private TextRules() {}

  /** A text that names something: not blank, bounded, printable. */
  static Optional<String> problemWith(String value, int maxCharacters) {
    if (isPlain(value, maxCharacters, '!')) {
      return Optional.empty();
    }
    if (value.codePoints().allMatch(TextRules::isSpace)) {
      return Optional.of("must not be blank");
    }
    return tooLong(value, maxCharacters)
        .or(() -> firstThat(value, Character::isISOControl, "must not contain control characters"))
        .or(() -> loneSurrogate(value));
  }

  /** An item of a list: not empty, bounded. */
  static Optional<String> problemWithItem(String value, int maxCharacters) {
    if (isPlain(value, maxCharacters, ' ')) {
      return Optional.empty();
    }
    if (value.isEmpty()) {
      return Optional.of("must not be empty");
    }
    return tooLong(value, maxCharacters).or(() -> loneSurrogate(value));
  }

  /** Whether a text is short and of printable ASCII alone: most are, and break no rule. */
  private static boolean isPlain(String value, int maxCharacters, char lowest) {
    if (value.isEmpty() || value.length() > maxCharacters) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < lowest || value.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  private static Optional<String> tooLong(String value, int maxCharacters) {
    // The cheap test first: a text never has more code points than UTF-16 units.
    if (value.length() <= maxCharacters) {
      return Optional.empty();
    }
    int characters = value.codePointCount(0, value.length());
    return characters <= maxCharacters
        ? Optional.empty()
        : Optional.of(
            "must have at most %d characters, but has %d".formatted(maxCharacters, characters));
  }

  /** Half a surrogate pair has no UTF-8 form, so no ID could be derived from it byte for byte. */
  private static Optional<String> loneSurrogate(String value) {
    return firstThat(
        value,
        codePoint -> Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE,
        "must be valid Unicode");
  }

  private interface CodePointTest {
    boolean matches(int codePoint);
  }

  private static Optional<String> firstThat(String value, CodePointTest test, String rule) {
    for (int i = 0; i < value.length(); ) {
      int codePoint = value.codePointAt(i);
      if (test.matches(codePoint)) {
        int position = value.codePointCount(0, i) + 1;
        return Optional.of("%s (U+%04X at character %d)".formatted(rule, codePoint, position));
      }
      i += Character.charCount(codePoint);
    }
    return Optional.empty();
  }
}
