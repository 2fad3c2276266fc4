/**
 * The wire format: JSON, query parameters, cursors, ETags and problems, as server and clients share
 * them. All wire names stand in {@code WireNames}.
 */
@NullMarked
package dev.agentregistry.http.json;

import org.jspecify.annotations.NullMarked;
