/**
 * What every adapter has to pass: a store {@link
 * dev.agentregistry.domain.contract.AgentRepositoryContract} and {@link
 * dev.agentregistry.domain.contract.AccessTokensContract}, a registry {@link
 * dev.agentregistry.domain.contract.AgentRegistryContract} and {@link
 * dev.agentregistry.domain.contract.TokenRegistryContract}.
 */
@NullMarked
package dev.agentregistry.domain.contract;

import org.jspecify.annotations.NullMarked;
