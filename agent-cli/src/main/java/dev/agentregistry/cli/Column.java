package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRecord;
import java.util.function.Function;

/**
 * One column of a table of agents.
 *
 * @param title its title
 * @param value the raw text of an agent's cell
 * @param shrinking whether and how cells may be shortened to fit
 */
record Column(String title, Function<AgentRecord, String> value, Shrinking shrinking) {

  enum Shrinking {
    /** Never shortened. */
    NEVER,
    /** The end is cut off. */
    END,
    /** The start is cut off: the end of a path tells more. It keeps twice as much as others. */
    START
  }

  /** A column that is never shortened. */
  Column(String title, Function<AgentRecord, String> value) {
    this(title, value, Shrinking.NEVER);
  }

  String text(AgentRecord agent) {
    return value.apply(agent);
  }
}
