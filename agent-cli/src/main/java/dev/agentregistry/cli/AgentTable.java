package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRecord;
import java.util.List;
import java.util.OptionalInt;

/** Tables of agents, in which their liveness may be coloured. */
final class AgentTable {

  private AgentTable() {}

  /**
   * Makes a table.
   *
   * @param columns its columns
   * @param limit how wide it may be; where it is empty, the table is as wide as it needs to be
   * @param colour whether it may have colours
   */
  static Table<AgentRecord> of(
      List<Column<AgentRecord>> columns, OptionalInt limit, boolean colour) {
    return new Table<>(
        columns,
        limit,
        (column, agent, cell) ->
            colour && column.equals(Columns.LIVENESS) ? Colour.of(agent.liveness(), cell) : cell);
  }

  /** A table that fits one of the shell's streams. */
  static Table<AgentRecord> on(
      Shell shell, StandardStream stream, List<Column<AgentRecord>> columns) {
    return of(columns, shell.width(stream), shell.hasColour(stream));
  }
}
