package dev.agentregistry.domain;

/**
 * One thing that is wrong with a heartbeat.
 *
 * @param field the field that breaks a rule
 * @param message the rule, and the value where it helps; reads on from the field's name, as in
 *     {@code must not be blank}
 */
public record Violation(HeartbeatField field, String message) {}
