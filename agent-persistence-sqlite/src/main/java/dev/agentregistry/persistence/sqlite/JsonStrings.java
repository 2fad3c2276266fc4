package dev.agentregistry.persistence.sqlite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * Lists of strings as JSON text (RFC 8259), as the columns {@code issue_ids} and {@code
 * capabilities} hold them and as SQLite's {@code json_each} reads them.
 */
final class JsonStrings {

  private static final int FIRST_PRINTABLE = 0x20;

  /** How much of an unreadable text an error shows. */
  private static final int SHOWN_CHARACTERS = 40;

  private JsonStrings() {}

  static String format(Collection<String> values) {
    if (values.isEmpty()) {
      return "[]";
    }
    StringBuilder json = new StringBuilder().append('[');
    for (String value : values) {
      if (json.length() > 1) {
        json.append(',');
      }
      appendString(json, value);
    }
    return json.append(']').toString();
  }

  /**
   * Reads an array of strings.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static List<String> parse(String json) {
    return json.equals("[]") ? List.of() : new Parser(json).array();
  }

  private static void appendString(StringBuilder json, String value) {
    json.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < FIRST_PRINTABLE) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  /** Reads what SQLite's JSON functions, or a person in its shell, may have written. */
  private static final class Parser {

    private final String json;
    private int at;

    Parser(String json) {
      this.json = json;
    }

    List<String> array() {
      List<String> values = new ArrayList<>();
      expect('[');
      if (peek() == ']') {
        at++;
      } else {
        do {
          values.add(string());
        } while (nextIsComma());
      }
      skipSpace();
      if (at != json.length()) {
        throw unreadable();
      }
      return values;
    }

    private boolean nextIsComma() {
      char c = peek();
      if (c != ',' && c != ']') {
        throw unreadable();
      }
      at++;
      return c == ',';
    }

    private String string() {
      expect('"');
      StringBuilder value = new StringBuilder();
      while (current() != '"') {
        char c = json.charAt(at++);
        value.append(c == '\\' ? escaped() : c);
      }
      at++;
      return value.toString();
    }

    private char escaped() {
      char c = current();
      at++;
      return switch (c) {
        case '"', '\\', '/' -> c;
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'u' -> unicode();
        default -> throw unreadable();
      };
    }

    private char unicode() {
      int end = at + 4;
      if (end > json.length()) {
        throw unreadable();
      }
      try {
        int code = HexFormat.fromHexDigits(json, at, end);
        at = end;
        return (char) code;
      } catch (NumberFormatException e) {
        throw unreadable();
      }
    }

    private void expect(char wanted) {
      if (peek() != wanted) {
        throw unreadable();
      }
      at++;
    }

    private char peek() {
      skipSpace();
      return current();
    }

    private char current() {
      if (at >= json.length()) {
        throw unreadable();
      }
      return json.charAt(at);
    }

    private void skipSpace() {
      while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
        at++;
      }
    }

    /** Shows the text's beginning, in one line. */
    private IllegalArgumentException unreadable() {
      StringBuilder message = new StringBuilder("not a JSON array of strings: ");
      appendString(message, json.substring(0, Math.min(json.length(), SHOWN_CHARACTERS)));
      return new IllegalArgumentException(message.toString());
    }
  }
}
