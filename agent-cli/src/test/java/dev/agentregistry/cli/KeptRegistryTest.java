package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.AccessDeniedException;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRegistryException;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptRegistryTest {

  private final List<String> log = new ArrayList<>();
  private final KeptRegistry kept = new KeptRegistry(() -> open("first"), () -> open("later"));

  @Test
  void itIsOpenedOnceAndNotBeforeItIsAsked() throws IOException {
    assertThat(log).isEmpty();
    assertThat(count()).isEqualTo(2);
    assertThat(count()).isEqualTo(2);
    kept.close();
    kept.close();

    assertThat(log).containsExactly("first", "closed");
  }

  @Test
  void itStaysOpenThroughWhatWaitingMends() throws IOException {
    fail(new RegistryUnavailableException("busy", true));
    count();

    assertThat(log).containsExactly("first");
  }

  @Test
  void itIsOpenedAnewAfterWhatWaitingDoesNotMend() throws IOException {
    fail(new AccessDeniedException("unknown token"));
    assertThat(log).containsExactly("first", "closed");
    fail(new RegistryUnavailableException("the file was replaced", false));
    count();

    assertThat(log).containsExactly("first", "closed", "later", "closed", "later");
  }

  @Test
  void oneThatCannotBeOpenedIsTriedAgainInTheSameWay() throws IOException {
    List<String> tries = new ArrayList<>();
    KeptRegistry away =
        new KeptRegistry(
            () -> {
              tries.add("first");
              throw new IOException("no certificates");
            },
            () -> open("later"));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> away.ask(AgentRegistry::count)).hasMessage("no certificates");
    }

    assertThat(tries).containsExactly("first", "first");
    assertThat(log).isEmpty();
  }

  private long count() throws IOException {
    return kept.ask(AgentRegistry::count).total();
  }

  private void fail(AgentRegistryException failure) {
    assertThatThrownBy(
            () ->
                kept.ask(
                    asked -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  private OpenRegistry open(String which) {
    log.add(which);
    return new OpenRegistry(
        Samples.registry(2),
        () -> {
          throw new IllegalStateException("nobody asks for tokens");
        },
        (query, after) -> {
          throw new IllegalStateException("nobody asks for events");
        },
        () -> log.add("closed"));
  }
}
