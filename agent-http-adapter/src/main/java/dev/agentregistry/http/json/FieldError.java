package dev.agentregistry.http.json;

/**
 * One bad member or parameter.
 *
 * @param field its name on the wire
 * @param message what is wrong with it, reading on from the name
 */
public record FieldError(String field, String message) {}
