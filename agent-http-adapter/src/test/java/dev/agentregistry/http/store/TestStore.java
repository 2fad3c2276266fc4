package dev.agentregistry.http.store;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.AgentRepository;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The store of one test, made when it is first asked for. As a registered extension it is closed
 * after the test, once all that the test itself closes is.
 */
public final class TestStore implements AfterEachCallback, AutoCloseable {

  private Optional<SuiteStore> made = Optional.empty();

  /** The agents in it. */
  public AgentRepository agents() {
    return store().agents();
  }

  /** The access tokens in it. */
  public AccessTokens tokens() {
    return store().tokens();
  }

  private synchronized SuiteStore store() {
    SuiteStore store = made.orElseGet(TestStore::fresh);
    made = Optional.of(store);
    return store;
  }

  private static SuiteStore fresh() {
    return ServiceLoader.load(SuiteStore.class).stream()
        .findFirst()
        .map(ServiceLoader.Provider::get)
        .orElseGet(InMemoryStore::new);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  @Override
  public synchronized void close() {
    made.ifPresent(SuiteStore::close);
    made = Optional.empty();
  }
}
