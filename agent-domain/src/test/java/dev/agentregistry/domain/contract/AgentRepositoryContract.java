package dev.agentregistry.domain.contract;

import dev.agentregistry.domain.AgentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every store has to pass. A new store is done when a subclass of this passes:
 *
 * <pre>{@code
 * class MyStoreTest extends AgentRepositoryContract {
 *   @TempDir Path folder;
 *
 *   @Override
 *   protected AgentRepository open() {
 *     return MyStore.open(folder);
 *   }
 * }
 * }</pre>
 *
 * <p>The tests are in the interfaces beside this class, one for each subject. All times come from
 * the tests; no test sleeps. The timeout is only there so that a store that hangs fails.
 */
@Timeout(120)
public abstract class AgentRepositoryContract
    implements UpsertContract,
        RecordContract,
        DeleteContract,
        ConcurrencyContract,
        FilterContract,
        HostnameFilterContract,
        LivenessFilterContract,
        CountContract,
        IssueContract,
        EventContract,
        ListeningLogContract,
        PageContract,
        WalkContract,
        PruneContract,
        PruneRaceContract,
        RandomOperationsContract {

  private AgentRepository store;

  /** For subclasses. */
  protected AgentRepositoryContract() {}

  /** Opens a fresh, empty store. It is closed after the test if it is {@link AutoCloseable}. */
  protected abstract AgentRepository open();

  /** The store of the running test. */
  @Override
  public final AgentRepository store() {
    return store;
  }

  @BeforeEach
  final void openStore() {
    store = open();
  }

  @AfterEach
  final void closeStore() throws Exception {
    if (store instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }
}
