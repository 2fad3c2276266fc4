/**
 * The store in a PostgreSQL database: group commit in two round trips; several servers may share
 * it.
 */
@NullMarked
package dev.agentregistry.persistence.postgresql;

import org.jspecify.annotations.NullMarked;
