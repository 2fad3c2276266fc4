package dev.agentregistry.cli;

import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param <T> what a row shows
 * @param title its title
 * @param value the raw text of a row's cell
 * @param shrinking whether and how cells may be shortened to fit
 */
record Column<T>(String title, Function<T, String> value, Shrinking shrinking) {

  enum Shrinking {
    /** Never shortened. */
    NEVER,
    /** The end is cut off. */
    END,
    /** The start is cut off: the end of a path tells more. It keeps twice as much as others. */
    START
  }

  /** A column that is never shortened. */
  Column(String title, Function<T, String> value) {
    this(title, value, Shrinking.NEVER);
  }

  String text(T row) {
    return value.apply(row);
  }
}
