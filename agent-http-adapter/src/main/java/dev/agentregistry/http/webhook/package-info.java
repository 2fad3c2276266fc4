/** Posts events to receivers of others: webhooks. */
@NullMarked
package dev.agentregistry.http.webhook;

import org.jspecify.annotations.NullMarked;
