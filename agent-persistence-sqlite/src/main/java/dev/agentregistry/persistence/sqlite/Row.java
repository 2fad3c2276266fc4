package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;

/**
 * An agent and where it is stored.
 *
 * @param slot the key of its rows
 * @param agent the agent
 */
record Row(long slot, Agent agent) {}
