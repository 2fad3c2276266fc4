package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenHash;
import dev.agentregistry.persistence.commit.GroupCommit;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table of access tokens. Thread-safe. */
final class SqliteAccessTokens implements AccessTokens {

  private static final String SELECT =
      "SELECT hash, name, scope, created_at, last_used_at FROM access_tokens ORDER BY name";
  private static final String ADD =
      "INSERT OR IGNORE INTO access_tokens (name, hash, scope, created_at, last_used_at)"
          + " VALUES (?, ?, ?, ?, ?)";
  private static final String REVOKE = "DELETE FROM access_tokens WHERE name = ?";
  private static final String USED =
      "UPDATE access_tokens SET last_used_at = max(coalesce(last_used_at, ?1), ?1)"
          + " WHERE name IN (SELECT value FROM json_each(?2))";

  private final GroupCommit<AgentTable> writer;
  private final Readers readers;

  SqliteAccessTokens(GroupCommit<AgentTable> writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public Map<TokenHash, AccessToken> all() {
    return readers.read(SqliteAccessTokens::read);
  }

  @Override
  public boolean add(TokenHash hash, AccessToken token) {
    return change(
        ADD,
        statement -> {
          statement.setString(1, token.name());
          statement.setString(2, hash.hex());
          statement.setString(3, text(token.scope()));
          statement.setLong(4, token.createdAt().toEpochMilli());
          statement.setObject(5, token.lastUsedAt().map(Instant::toEpochMilli).orElse(null));
        });
  }

  @Override
  public boolean revoke(String name) {
    return change(REVOKE, statement -> statement.setString(1, name));
  }

  @Override
  public void used(List<String> names, Instant at) {
    change(
        USED,
        statement -> {
          statement.setLong(1, at.toEpochMilli());
          statement.setString(2, JsonStrings.format(names));
        });
  }

  private interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  private boolean change(String sql, Binding binding) {
    return writer.write(
        table -> {
          PreparedStatement statement = table.statements().get(sql);
          binding.to(statement);
          return statement.executeUpdate() > 0;
        });
  }

  private static Map<TokenHash, AccessToken> read(Statements statements) throws SQLException {
    Map<TokenHash, AccessToken> tokens = new LinkedHashMap<>();
    try (ResultSet rows = statements.get(SELECT).executeQuery()) {
      while (rows.next()) {
        add(rows, tokens);
      }
    }
    return tokens;
  }

  private static void add(ResultSet row, Map<TokenHash, AccessToken> tokens) throws SQLException {
    String name = row.getString(2);
    long lastUsedAt = row.getLong(5);
    Optional<Instant> lastUse =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastUsedAt));
    try {
      tokens.put(
          new TokenHash(row.getString(1)),
          new AccessToken(
              name, scope(row.getString(3)), Instant.ofEpochMilli(row.getLong(4)), lastUse));
    } catch (IllegalArgumentException damaged) {
      throw new RegistryUnavailableException(
          "the token '%s' in the database cannot be read (%s): delete that row"
              .formatted(name, damaged.getMessage()),
          false,
          damaged);
    }
  }

  private static String text(Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }

  private static Scope scope(String text) {
    return Scope.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
