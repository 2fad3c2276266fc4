/** The store over one SQLite file: group commit by one writer, readers beside it. */
@NullMarked
package dev.agentregistry.persistence.sqlite;

import org.jspecify.annotations.NullMarked;
