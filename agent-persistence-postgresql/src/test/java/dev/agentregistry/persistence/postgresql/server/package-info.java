/** A PostgreSQL server for tests, of this module and of others. */
@NullMarked
package dev.agentregistry.persistence.postgresql.server;

import org.jspecify.annotations.NullMarked;
