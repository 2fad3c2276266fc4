package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Agents that are likely one and the same, under identities that differ: two names of a group are
 * enough to show.
 */
final class Duplicates {

  private static final int EXAMPLES = 3;
  private static final int MAX_SHOWN = 100;

  /** In one case and without the domain. An address has none. */
  private static final String HOST =
      "CASE WHEN hostname_folded ~ '[^0-9.]' AND hostname_folded !~ ':'"
          + " THEN split_part(hostname_folded, '.', 1) ELSE hostname_folded END";

  /** In one case, and without slashes that mean nothing. */
  private static final String PATH =
      "lower(rtrim(regexp_replace(repo_path, '//+', '/', 'g'), '/'))";

  private Duplicates() {}

  /** One host under several names. */
  static Finding hosts(Connection connection) throws SQLException {
    return find(
        connection,
        "hosts",
        "hostname",
        HOST,
        "no host seems to have several names",
        "hosts that seem to have several names: %d, such as %s; let their agents send one"
            + " (--hostname)");
  }

  /** One checkout under several paths. */
  static Finding paths(Connection connection) throws SQLException {
    return find(
        connection,
        "paths",
        "repo_path",
        HOST + ", " + PATH,
        "no checkout seems to have several paths",
        "checkouts that seem to have several paths: %d, such as %s; let their agents send one"
            + " (--repo)");
  }

  /** One checkout under several addresses, as a machine gets them that moves between networks. */
  static Finding addresses(Connection connection) throws SQLException {
    return find(
        connection,
        "addresses",
        "machine_address",
        HOST + ", repo_path",
        "no checkout has several addresses",
        "checkouts with several addresses: %d, such as %s; 'agents prune' removes the agents that"
            + " are silent, and --address lets them send one");
  }

  private static Finding find(
      Connection connection, String name, String column, String key, String none, String some)
      throws SQLException {
    String sql =
        "SELECT min(%1$s), max(%1$s), count(*) OVER () FROM agent_records GROUP BY %2$s"
                .formatted(column, key)
            + " HAVING min(%1$s) <> max(%1$s) LIMIT %2$d".formatted(column, EXAMPLES);
    List<String> examples = new ArrayList<>();
    long[] groups = {0};
    Sql.query(
        connection,
        sql,
        List.of(),
        row -> {
          examples.add(quote(row.getString(1)) + " and " + quote(row.getString(2)));
          groups[0] = row.getLong(3);
        });
    return examples.isEmpty()
        ? Finding.ok(name, none)
        : Finding.warning(name, some.formatted(groups[0], String.join(", ", examples)));
  }

  /** The end of a long one: that of paths tells most. */
  private static String quote(String text) {
    int start = text.length() <= MAX_SHOWN ? 0 : text.length() - MAX_SHOWN;
    return "'" + (start == 0 ? "" : "…") + text.substring(start) + "'";
  }
}
