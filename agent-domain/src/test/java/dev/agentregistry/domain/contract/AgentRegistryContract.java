package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;

import dev.agentregistry.domain.AgentRegistry;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every registry has to pass, however near or far it is: who asks one must not notice which.
 *
 * <p>The tests are in the interfaces beside this class, one for each subject. All times come from
 * the tests; no test sleeps. The timeout is only there so that a registry that hangs fails.
 */
@Timeout(120)
public abstract class AgentRegistryContract
    implements RegistryHeartbeatContract,
        RegistryListContract,
        RegistryFilterContract,
        RegistryLivenessContract,
        RegistryIssuesContract,
        RegistryRemoveContract,
        RegistryPruneContract,
        RegistryRestoreContract {

  // A clock with nanoseconds: the record's times have milliseconds, its incarnation has them all.
  private final TestClock clock = new TestClock(T0.plusNanos(456_789));
  private AgentRegistry registry;

  /** For subclasses. */
  protected AgentRegistryContract() {}

  /**
   * Opens a fresh, empty registry, whose default TTL is 5 minutes. It is closed after the test if
   * it is {@link AutoCloseable}.
   *
   * @param time the registry's time
   */
  protected abstract AgentRegistry open(InstantSource time) throws Exception;

  /** The registry of the running test. */
  @Override
  public final AgentRegistry registry() {
    return registry;
  }

  /** The clock of the running test. */
  @Override
  public final TestClock clock() {
    return clock;
  }

  @BeforeEach
  final void openRegistry() throws Exception {
    registry = open(clock);
  }

  @AfterEach
  final void closeRegistry() throws Exception {
    if (registry instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }
}
