package dev.agentregistry.http.client;

/**
 * One event of a stream of Server-Sent Events.
 *
 * @param id the last number that the stream named; empty where there was none
 * @param data its data
 */
record EventBlock(String id, String data) {}
