package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import java.util.List;

/**
 * What one step of a prune did.
 *
 * @param gone the agents that are gone
 * @param end where the next step goes on
 * @param hasMore whether there may be more
 */
record PruneStep(List<Agent> gone, PrunePlace end, boolean hasMore) {}
