package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one step of a prune did.
 *
 * @param gone the agents that are gone
 * @param next the slot after which the next step goes on; nothing after the last step
 */
record PruneStep(List<Agent> gone, OptionalLong next) {}
