/**
 * The registry of software agents, without any technology: what an agent is, how its ID is derived,
 * who is alive, what may be pruned, and the ports that adapters implement or call.
 *
 * <p>Start at {@link dev.agentregistry.domain.AgentRegistry}. All types are immutable unless they
 * say otherwise, and no method takes or returns {@code null}.
 */
@NullMarked
package dev.agentregistry.domain;

import org.jspecify.annotations.NullMarked;
