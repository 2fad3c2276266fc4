/**
 * The command line: one small class for each command, each of which asks an {@link
 * dev.agentregistry.domain.AgentRegistry}. {@link dev.agentregistry.cli.Registries} is the
 * composition root, the one place that knows which store is behind it.
 */
@NullMarked
package dev.agentregistry.cli;

import org.jspecify.annotations.NullMarked;
