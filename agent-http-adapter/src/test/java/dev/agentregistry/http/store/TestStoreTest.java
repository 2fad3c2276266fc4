package dev.agentregistry.http.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestStoreTest {

  @RegisterExtension private final TestStore store = new TestStore();

  /** A module that runs the suite over another store says so in this property, too. */
  @Test
  void theSuiteRunsOverTheStoreThatItIsMeantToRunOver() {
    assertThat(store.agents().getClass().getSimpleName())
        .isEqualTo(System.getProperty("suite.store", "InMemoryAgentRepository"));
  }

  @Test
  void eachTestHasOneOfItsOwn() {
    try (TestStore other = new TestStore()) {
      assertThat(other.agents()).isSameAs(other.agents()).isNotSameAs(store.agents());
      assertThat(other.tokens()).isSameAs(other.tokens()).isNotSameAs(store.tokens());
    }
  }
}
