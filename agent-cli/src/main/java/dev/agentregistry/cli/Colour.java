package dev.agentregistry.cli;

import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Liveness;

/** Colours of a terminal. */
final class Colour {

  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String FAINT = "\u001b[2m";
  private static final String END = "\u001b[0m";

  private Colour() {}

  /** The text in the colour of an issue's state. */
  static String of(IssueState state, String text) {
    return switch (state) {
      case HELD -> text;
      case CONTESTED -> YELLOW + text + END;
      case ORPHANED -> RED + text + END;
    };
  }

  /** The text in the colour of a liveness. */
  static String of(Liveness liveness, String text) {
    String start =
        switch (liveness) {
          case ONLINE -> GREEN;
          case STALE -> YELLOW;
          case OFFLINE -> FAINT;
        };
    return start + text + END;
  }
}
