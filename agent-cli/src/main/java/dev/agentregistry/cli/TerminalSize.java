package dev.agentregistry.cli;

/**
 * How large a terminal is.
 *
 * @param columns how many characters a line has
 * @param rows how many lines it has
 */
record TerminalSize(int columns, int rows) {

  /** What terminals have that don't say how large they are. */
  static final TerminalSize USUAL = new TerminalSize(80, 24);
}
