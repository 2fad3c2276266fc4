package dev.agentregistry.cli;

/**
 * Text that is safe on a terminal. What agents report may hold escape sequences that would move the
 * cursor, rename the window or hide other text.
 */
final class Printable {

  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  /** The text with line breaks and tabs as escapes, and other invisible characters replaced. */
  static String of(String text) {
    if (text.codePoints().allMatch(Printable::isSafe)) {
      return text;
    }
    StringBuilder printable = new StringBuilder(text.length() + 8);
    text.codePoints().forEach(codePoint -> append(printable, codePoint));
    return printable.toString();
  }

  private static void append(StringBuilder printable, int codePoint) {
    switch (codePoint) {
      case '\n' -> printable.append("\\n");
      case '\r' -> printable.append("\\r");
      case '\t' -> printable.append("\\t");
      default -> printable.appendCodePoint(isSafe(codePoint) ? codePoint : REPLACEMENT);
    }
  }

  /** Neither a control character nor one that changes the direction or the lines of text. */
  private static boolean isSafe(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
