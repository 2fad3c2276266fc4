package dev.agentregistry.cli;

/** Text measured and cut by the columns that it takes on a terminal. Expects printable text. */
final class DisplayText {

  private static final String ELLIPSIS = "…";

  /** From, to: the blocks whose characters are two columns wide in East Asia. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F200, 0x1F265},
    {0x20000, 0x3FFFD}
  };

  private DisplayText() {}

  static int width(String text) {
    return text.codePoints().map(DisplayText::width).sum();
  }

  /** The text and as many spaces as it takes. */
  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /** The text without its end, where it is too wide. */
  static String withoutEnd(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    int end = 0;
    int used = width(ELLIPSIS);
    while (end < text.length()) {
      int next = text.codePointAt(end);
      used += width(next);
      if (used > width) {
        break;
      }
      end += Character.charCount(next);
    }
    return text.substring(0, end) + ELLIPSIS;
  }

  /** The text without its start, where it is too wide. */
  static String withoutStart(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    int start = text.length();
    int used = width(ELLIPSIS);
    while (start > 0) {
      int previous = text.codePointBefore(start);
      used += width(previous);
      if (used > width) {
        break;
      }
      start -= Character.charCount(previous);
    }
    return ELLIPSIS + text.substring(start);
  }

  private static int width(int codePoint) {
    if (codePoint < WIDE[0][0]) {
      return isCombining(codePoint) ? 0 : 1;
    }
    for (int[] block : WIDE) {
      if (block[0] <= codePoint && codePoint <= block[1]) {
        return 2;
      }
    }
    return isCombining(codePoint) ? 0 : isWideEmoji(codePoint) ? 2 : 1;
  }

  /** An emoji by itself; of the letters that make a flag, two share its two columns. */
  private static boolean isWideEmoji(int codePoint) {
    boolean isLetterOfFlag = 0x1F1E6 <= codePoint && codePoint <= 0x1F1FF;
    return Character.isEmojiPresentation(codePoint) && !isLetterOfFlag;
  }

  private static boolean isCombining(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }
}
