/** What the tests of the HTTP adapter store in, when they run over PostgreSQL. */
@NullMarked
package dev.agentregistry.http.postgresql;

import org.jspecify.annotations.NullMarked;
