package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table of access tokens. Thread-safe. */
final class PostgresAccessTokens implements AccessTokens {

  private static final String SELECT =
      "SELECT hash, name, scope, "
          + Sql.millis("created_at")
          + ", "
          + Sql.millis("last_used_at")
          + " FROM access_tokens ORDER BY name";
  private static final String ADD =
      "INSERT INTO access_tokens (name, hash, scope, created_at, last_used_at)"
          + " VALUES (?, ?, ?, ?, (SELECT max("
          + Sql.time("used.at")
          + ") FROM unnest(CAST(? AS bigint[])) AS used (at))) ON CONFLICT DO NOTHING";
  private static final String REVOKE =
      "DELETE FROM access_tokens WHERE name = ANY (CAST(? AS text[]))";
  private static final String USED =
      "UPDATE access_tokens SET last_used_at = greatest(last_used_at, ?)"
          + " WHERE name = ANY (CAST(? AS text[]))";

  private final Pools pools;

  PostgresAccessTokens(Pools pools) {
    this.pools = pools;
  }

  @Override
  public Map<TokenHash, AccessToken> all() {
    return pools.readOne(
        connection -> {
          Map<TokenHash, AccessToken> tokens = new LinkedHashMap<>();
          Sql.query(connection, SELECT, List.of(), row -> add(row, tokens));
          return tokens;
        });
  }

  @Override
  public boolean add(TokenHash hash, AccessToken token) {
    long[] lastUsedAt = token.lastUsedAt().stream().mapToLong(Instant::toEpochMilli).toArray();
    return change(
        ADD, token.name(), hash.hex(), text(token.scope()), token.createdAt(), lastUsedAt);
  }

  @Override
  public boolean revoke(String name) {
    return change(REVOKE, (Object) Sql.texts(List.of(name)));
  }

  @Override
  public void used(List<String> names, Instant at) {
    change(USED, at, Sql.texts(names));
  }

  private boolean change(String sql, Object... parameters) {
    return pools.change(connection -> Sql.change(connection, sql, parameters) > 0);
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
