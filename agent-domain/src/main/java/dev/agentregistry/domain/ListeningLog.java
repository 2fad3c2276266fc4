package dev.agentregistry.domain;

import java.util.List;

/**
 * The driven port: where servers note that they listen, so that silence counts only while someone
 * could have heard. Thread-safe.
 *
 * <p>Every method throws {@link RegistryUnavailableException} where the store cannot answer.
 */
public interface ListeningLog {

  /** How many periods a store keeps at least; it may drop the oldest of more. */
  int KEPT_PERIODS = 10_000;

  /** The periods of all servers that ever listened, in the order of their start. */
  List<ListeningPeriod> periods();

  /**
   * Notes a period; one that starts at the same moment is prolonged, and never cut short.
   *
   * @param period how long a server has listened by now
   */
  void note(ListeningPeriod period);
}
