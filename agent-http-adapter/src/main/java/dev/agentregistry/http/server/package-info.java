/**
 * The registry as an HTTP server. It has no {@code main}: whoever starts it brings the registry.
 */
@NullMarked
package dev.agentregistry.http.server;

import org.jspecify.annotations.NullMarked;
