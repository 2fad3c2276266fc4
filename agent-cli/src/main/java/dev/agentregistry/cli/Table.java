package dev.agentregistry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Rows as a table without lines, for a stream of pages: the first page settles how wide the columns
 * are, so that no more than one has to be held. Not thread-safe.
 */
final class Table<T> {

  private static final String GAP = "  ";

  private final List<Column<T>> columns;
  private final OptionalInt limit;
  private final Colouring<T> colouring;
  private int[] widths = {};

  /**
   * Makes a table.
   *
   * @param columns its columns
   * @param limit how wide it may be; where it is empty, the table is as wide as it needs to be
   * @param colouring how cells are coloured, if they are
   */
  Table(List<Column<T>> columns, OptionalInt limit, Colouring<T> colouring) {
    this.columns = columns;
    this.limit = limit;
    this.colouring = colouring;
  }

  /** Colours a cell, which is as wide as it is to be. */
  interface Colouring<T> {
    String colour(Column<T> column, T item, String cell);
  }

  /** A table without colours that fits one of the shell's streams. */
  static <T> Table<T> plain(Shell shell, StandardStream stream, List<Column<T>> columns) {
    return new Table<>(columns, shell.width(stream), (column, item, cell) -> cell);
  }

  /** The lines of the next items; before the first ones, the titles. */
  String lines(List<T> items) {
    StringBuilder lines = new StringBuilder();
    if (items.isEmpty()) {
      return "";
    }
    List<List<String>> rows = items.stream().map(this::row).toList();
    if (widths.length == 0) {
      widths = widths(rows);
      appendRow(lines, titles());
    }
    for (int i = 0; i < rows.size(); i++) {
      appendRow(lines, cells(rows.get(i), items.get(i)));
    }
    return lines.toString();
  }

  private List<String> row(T item) {
    return columns.stream().map(column -> Printable.of(column.text(item))).toList();
  }

  private List<String> titles() {
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      titles.add(DisplayText.padded(columns.get(i).title(), widths[i]));
    }
    return titles;
  }

  private int[] widths(List<List<String>> rows) {
    int[] natural = columns.stream().mapToInt(column -> column.title().length()).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < natural.length; i++) {
        natural[i] = Math.max(natural[i], DisplayText.width(row.get(i)));
      }
    }
    return limit.isPresent()
        ? ColumnWidths.fit(columns, natural, GAP.length(), limit.getAsInt())
        : natural;
  }

  /** Cut and padded before they are coloured: the codes of a colour take no room. */
  private List<String> cells(List<String> row, T item) {
    List<String> cells = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      Column<T> column = columns.get(i);
      String cell = DisplayText.padded(cut(column, row.get(i), widths[i]), widths[i]);
      cells.add(colouring.colour(column, item, cell));
    }
    return cells;
  }

  private String cut(Column<T> column, String text, int width) {
    if (limit.isEmpty()) {
      return text;
    }
    return switch (column.shrinking()) {
      case NEVER -> text;
      case END -> DisplayText.withoutEnd(text, width);
      case START -> DisplayText.withoutStart(text, width);
    };
  }

  private static void appendRow(StringBuilder lines, List<String> cells) {
    lines.append(String.join(GAP, cells).stripTrailing()).append('\n');
  }
}
