package dev.agentregistry.cli;

/** How agents are shown. */
enum OutputFormat {
  /** For people: the columns that matter most, fitted to the terminal. */
  TABLE,
  /** For people: all columns, as wide as they need to be. */
  WIDE,
  /** For programs: what the HTTP API answers. */
  JSON,
  /** For programs: one agent a line. */
  NDJSON,
  /** For spreadsheets: RFC 4180, with a header. */
  CSV
}
