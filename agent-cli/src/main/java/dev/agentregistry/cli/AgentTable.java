package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Agents as a table without lines, for a stream of pages: the first page settles how wide the
 * columns are, so that no more than one has to be held. Not thread-safe.
 */
final class AgentTable {

  private static final String GAP = "  ";

  private final List<Column> columns;
  private final OptionalInt limit;
  private final boolean colour;
  private int[] widths = {};

  /**
   * Makes a table.
   *
   * @param columns its columns
   * @param limit how wide it may be; where it is empty, the table is as wide as it needs to be
   * @param colour whether it may have colours
   */
  AgentTable(List<Column> columns, OptionalInt limit, boolean colour) {
    this.columns = columns;
    this.limit = limit;
    this.colour = colour;
  }

  /** A table that fits one of the shell's streams. */
  static AgentTable on(Shell shell, StandardStream stream, List<Column> columns) {
    return new AgentTable(columns, shell.width(stream), shell.hasColour(stream));
  }

  /** The lines of the next agents; before the first ones, the titles. */
  String lines(List<AgentRecord> agents) {
    StringBuilder lines = new StringBuilder();
    if (agents.isEmpty()) {
      return "";
    }
    List<List<String>> rows = agents.stream().map(this::row).toList();
    if (widths.length == 0) {
      widths = widths(rows);
      appendRow(lines, titles());
    }
    for (int i = 0; i < rows.size(); i++) {
      appendRow(lines, cells(rows.get(i), agents.get(i)));
    }
    return lines.toString();
  }

  private List<String> row(AgentRecord agent) {
    return columns.stream().map(column -> Printable.of(column.text(agent))).toList();
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
  private List<String> cells(List<String> row, AgentRecord agent) {
    List<String> cells = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      Column column = columns.get(i);
      String cell = DisplayText.padded(cut(column, row.get(i), widths[i]), widths[i]);
      boolean coloured = colour && column.equals(Columns.LIVENESS);
      cells.add(coloured ? Colour.of(agent.liveness(), cell) : cell);
    }
    return cells;
  }

  private String cut(Column column, String text, int width) {
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
