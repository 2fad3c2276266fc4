/** What the tests store in: in memory, unless another module that runs them names another store. */
@NullMarked
package dev.agentregistry.http.store;

import org.jspecify.annotations.NullMarked;
