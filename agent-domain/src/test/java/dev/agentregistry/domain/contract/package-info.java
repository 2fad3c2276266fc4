/**
 * What every store has to pass: {@link dev.agentregistry.domain.contract.AgentRepositoryContract}.
 */
@NullMarked
package dev.agentregistry.domain.contract;

import org.jspecify.annotations.NullMarked;
