package dev.agentregistry.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentregistry.domain.RegistryUnavailableException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How a store says no. */
final class Refusal {

  private Refusal() {}

  /** Expects one line that names the file. */
  static RegistryUnavailableException of(Path file, ThrowingCallable call) {
    RegistryUnavailableException refusal = by(call);
    assertThat(refusal.getMessage()).contains(file.toString()).hasLineCount(1);
    return refusal;
  }

  static RegistryUnavailableException by(ThrowingCallable call) {
    RegistryUnavailableException refusal =
        catchThrowableOfType(RegistryUnavailableException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  /** Expects that the file is not opened, and that nothing in its folder changes by the attempt. */
  static String toOpen(Path file) {
    var before = Folder.contents(file.getParent());
    String message = of(file, () -> SqliteAgentRepository.open(file).close()).getMessage();
    assertThat(Folder.contents(file.getParent())).isEqualTo(before);
    return message;
  }
}
