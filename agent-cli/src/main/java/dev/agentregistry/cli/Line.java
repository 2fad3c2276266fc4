package dev.agentregistry.cli;

import java.util.Arrays;

/** One line of a file, without its end. Immutable. */
final class Line {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final long number;
  private final byte[] text;
  private final boolean isTooLong;

  /**
   * Takes a line.
   *
   * @param number its number, from 1
   * @param text its bytes, which are not copied
   * @param isTooLong whether this is only its start
   */
  Line(long number, byte[] text, boolean isTooLong) {
    this.number = number;
    this.text = plain(number, text);
    this.isTooLong = isTooLong;
  }

  long number() {
    return number;
  }

  /** Its bytes; not a copy: nobody changes them. */
  byte[] text() {
    return text;
  }

  /** Whether only its start was kept. */
  boolean isTooLong() {
    return isTooLong;
  }

  boolean isBlank() {
    for (byte character : text) {
      if (character < 0 || character > ' ') {
        return false;
      }
    }
    return !isTooLong;
  }

  /** Without what Windows puts before the first line and after each. */
  private static byte[] plain(long number, byte[] text) {
    int from = number == 1 && startsWithMark(text) ? BYTE_ORDER_MARK.length : 0;
    int to = text.length > from && text[text.length - 1] == '\r' ? text.length - 1 : text.length;
    return from == 0 && to == text.length ? text : Arrays.copyOfRange(text, from, to);
  }

  private static boolean startsWithMark(byte[] text) {
    int length = BYTE_ORDER_MARK.length;
    return text.length >= length && Arrays.equals(text, 0, length, BYTE_ORDER_MARK, 0, length);
  }
}
