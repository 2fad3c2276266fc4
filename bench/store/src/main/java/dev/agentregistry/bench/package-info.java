/** Benchmarks of the SQLite store alone, and the agents that all benchmarks work with. */
@NullMarked
package dev.agentregistry.bench;

import org.jspecify.annotations.NullMarked;
