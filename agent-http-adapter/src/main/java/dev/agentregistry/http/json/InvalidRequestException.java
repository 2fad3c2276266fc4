package dev.agentregistry.http.json;

import dev.agentregistry.domain.InvalidHeartbeatException;
import java.util.List;
import java.util.stream.Collectors;

/** A request has members or parameters of the wrong shape or out of range; all of them are told. */
public final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  InvalidRequestException(List<FieldError> errors) {
    super(describe(errors));
    this.errors = List.copyOf(errors);
  }

  /** What the domain found wrong, by the names of the wire. */
  public static InvalidRequestException of(InvalidHeartbeatException invalid) {
    return new InvalidRequestException(
        invalid.violations().stream()
            .map(found -> new FieldError(WireNames.of(found.field()), found.message()))
            .toList());
  }

  /** What is wrong: at least one. */
  public List<FieldError> errors() {
    return errors;
  }

  private static String describe(List<FieldError> errors) {
    return errors.stream()
        .map(error -> error.field() + " " + error.message())
        .collect(Collectors.joining("; "));
  }
}
