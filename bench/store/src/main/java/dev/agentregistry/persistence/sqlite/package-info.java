/** What the benchmarks set in the store that they measure. */
@NullMarked
package dev.agentregistry.persistence.sqlite;

import org.jspecify.annotations.NullMarked;
