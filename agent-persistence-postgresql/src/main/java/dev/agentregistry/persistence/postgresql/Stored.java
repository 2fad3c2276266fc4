package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;

/**
 * An agent as it is stored.
 *
 * @param agent the agent
 * @param stamp which state of its record this is: every change of the record has another
 * @param toldStale whether events told that it is stale
 */
record Stored(Agent agent, long stamp, boolean toldStale) {}
