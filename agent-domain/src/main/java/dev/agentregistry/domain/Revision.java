package dev.agentregistry.domain;

/**
 * Which state of which registration of an agent: it changes with every heartbeat, and a record that
 * was removed and came back never has one of its predecessor's, unless both were registered in the
 * very same instant of the registry's clock.
 *
 * @param incarnation {@link Agent#incarnation()}
 * @param version {@link Agent#version()}
 */
public record Revision(long incarnation, long version) {}
