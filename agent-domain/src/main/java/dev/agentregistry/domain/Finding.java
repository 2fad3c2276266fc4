package dev.agentregistry.domain;

/**
 * What one check of a registry found.
 *
 * @param name what was checked, in one lower-case word
 * @param state whether all is well
 * @param message what was found, and what to do where that is not well, in one line
 */
public record Finding(String name, State state, String message) {

  /** Whether all is well. */
  public enum State {
    /** All is well. */
    OK,
    /** It works, but somebody should look at it. */
    WARNING,
    /** It does not work, or will not for long. */
    PROBLEM
  }

  /** All is well. */
  public static Finding ok(String name, String message) {
    return new Finding(name, State.OK, message);
  }

  /** It works, but somebody should look at it. */
  public static Finding warning(String name, String message) {
    return new Finding(name, State.WARNING, message);
  }

  /** It does not work, or will not for long. */
  public static Finding problem(String name, String message) {
    return new Finding(name, State.PROBLEM, message);
  }
}
