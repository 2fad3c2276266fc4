/** The registry over HTTP: for a program that asks a running server. */
@NullMarked
package dev.agentregistry.http.client;

import org.jspecify.annotations.NullMarked;
