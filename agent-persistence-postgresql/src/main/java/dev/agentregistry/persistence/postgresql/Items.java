package dev.agentregistry.persistence.postgresql;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The items of agents' lists (issues, capabilities) as PostgreSQL holds them: in JSON arrays (RFC
 * 8259), and as texts.
 *
 * <p>PostgreSQL's texts cannot hold U+0000 ("Character Types" in its manual), and items may. So
 * U+0000 is kept as U+0001 U+0001, and U+0001 as U+0001 U+0002, which keeps the order of items too.
 * Nearly all items have neither, and are kept as they are.
 */
final class Items {

  private static final char MARK = '\u0001';
  private static final char ZERO = '\u0001';
  private static final char ONE = '\u0002';
  private static final char FIRST_PRINTABLE = ' ';

  private Items() {}

  /** An item as a text of PostgreSQL's. */
  static String encode(String item) {
    if (item.indexOf('\0') < 0 && item.indexOf(MARK) < 0) {
      return item;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < item.length(); i++) {
      char c = item.charAt(i);
      if (c > MARK) {
        text.append(c);
      } else {
        text.append(MARK).append(c == MARK ? ONE : ZERO);
      }
    }
    return text.toString();
  }

  /** The inverse of {@link #encode}; a mark that somebody else wrote means itself. */
  static String decode(String text) {
    if (text.indexOf(MARK) < 0) {
      return text;
    }
    StringBuilder item = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == MARK && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      boolean isEncoded = next == ZERO || next == ONE;
      item.append(isEncoded ? (next == ONE ? MARK : '\0') : c);
      i += isEncoded ? 1 : 0;
    }
    return item.toString();
  }

  static String[] encode(Collection<String> items) {
    return items.stream().map(Items::encode).toArray(String[]::new);
  }

  static List<String> decode(String[] texts) {
    return texts.length == 0 ? List.of() : Stream.of(texts).map(Items::decode).toList();
  }

  /** A column of type {@code jsonb} as an array of texts, in its order. */
  static String column(String name) {
    return "ARRAY(SELECT jsonb_array_elements_text(" + name + "))";
  }

  /** A JSON array of items. */
  static String json(Collection<String> items) {
    if (items.isEmpty()) {
      return "[]";
    }
    StringBuilder json = new StringBuilder("[");
    for (String item : items) {
      if (json.length() > 1) {
        json.append(',');
      }
      append(json, encode(item));
    }
    return json.append(']').toString();
  }

  private static void append(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
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
}
