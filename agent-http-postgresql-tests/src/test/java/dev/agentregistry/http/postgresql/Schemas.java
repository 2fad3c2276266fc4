package dev.agentregistry.http.postgresql;

import dev.agentregistry.persistence.postgresql.PostgresAgentRepository;
import dev.agentregistry.persistence.postgresql.PostgresOptions;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Schemas that have a store's tables in them, as it makes them, and nothing else. They are used
 * again: to make and remove one takes longer than most tests. Thread-safe.
 */
final class Schemas {

  /** Makes the tables of one schema as those of another are, whatever they are. */
  private static final String MAKE_ALIKE =
      """
      DO $$
      DECLARE
        name text;
      BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = '%2$s' LOOP
          EXECUTE format('DELETE FROM %1$s.%%I', name);
          EXECUTE format('INSERT INTO %1$s.%%I SELECT * FROM %2$s.%%I', name, name);
        END LOOP;
      END $$
      """;

  private final PostgresServer server = PostgresServer.shared();
  private final PostgresOptions untouched = made();
  private final Queue<PostgresOptions> free = new ConcurrentLinkedQueue<>();

  /** One that nobody else has. */
  PostgresOptions take() {
    return Optional.ofNullable(free.poll()).orElseGet(this::made);
  }

  /** Takes one back whose store is closed. */
  void giveBack(PostgresOptions schema) {
    server.execute(MAKE_ALIKE.formatted(name(schema), name(untouched)));
    free.add(schema);
  }

  private PostgresOptions made() {
    PostgresOptions schema = server.fresh();
    PostgresAgentRepository.open(schema).close();
    return schema;
  }

  private static String name(PostgresOptions schema) {
    return schema.url().replaceFirst(".*currentSchema=", "");
  }
}
