package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRegistryException;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A registry that is asked again and again: opened when it is first asked, and anew after what
 * waiting does not mend, so that a new token or a database file that was put back is noticed. Not
 * thread-safe.
 */
final class KeptRegistry implements AutoCloseable {

  /** Opens the registry. */
  interface Opener {
    OpenRegistry open() throws IOException;
  }

  private final Opener first;
  private final Opener later;
  private boolean wasOpen;
  private @Nullable OpenRegistry open;

  /**
   * Takes how to open it.
   *
   * @param first until it was open once
   * @param later after that
   */
  KeptRegistry(Opener first, Opener later) {
    this.first = first;
    this.later = later;
  }

  /** Asks it; what it throws, or what opening it throws, is thrown. */
  <T> T ask(Function<AgentRegistry, T> question) throws IOException {
    OpenRegistry asked = open == null ? (wasOpen ? later : first).open() : open;
    open = asked;
    wasOpen = true;
    try {
      return question.apply(asked.registry());
    } catch (RuntimeException e) {
      if (!isMendedByWaiting(e)) {
        close();
      }
      throw e;
    }
  }

  /** Whether the same may be asked again, and have an answer. */
  static boolean isMendedByWaiting(Exception failure) {
    return failure instanceof RegistryUnavailableException away && away.isRetryable();
  }

  @Override
  public void close() {
    OpenRegistry closed = open;
    open = null;
    try {
      if (closed != null) {
        closed.close();
      }
    } catch (AgentRegistryException brokenAlready) {
      // Why it is, whoever asked it was told.
    }
  }
}
