/** Group commit by one thread, for stores that write through JDBC; it knows none of them. */
@NullMarked
package dev.agentregistry.persistence.commit;

import org.jspecify.annotations.NullMarked;
