/** A complete store that keeps its agents in memory. */
@NullMarked
package dev.agentregistry.domain.memory;

import org.jspecify.annotations.NullMarked;
