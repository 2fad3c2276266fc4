package dev.agentregistry.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a database that takes connections, and then says nothing. */
@Timeout(60)
class GateTest {

  private final AtomicLong now = new AtomicLong();
  private final ServerSocket silent = listen();
  private final Gate gate = gate(Duration.ofMinutes(1));

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Gate gate(Duration patience) {
    String url = "postgresql://me@127.0.0.1:%d/agents?socketTimeout=60";
    Connector connector = new Connector(PostgresOptions.of(url.formatted(silent.getLocalPort())));
    return new Gate(connector, patience, now::get);
  }

  @AfterEach
  void close() throws IOException {
    silent.close();
  }

  @Test
  void oneTriesToReachItAndAllOthersAreToldAtOnceHoweverLongThatTakes() throws Exception {
    gate.failed(new SQLException("gone"));
    CompletableFuture<Void> first = passing();
    try (Socket attempt = silent.accept()) {
      pass(Duration.ofMinutes(1));

      assertThatThrownBy(gate::pass).hasMessage("gone");
      assertNobodyElseTried();
      assertThat(first).isNotDone();
      assertThat(attempt.isClosed()).isFalse();
    }
    assertThatThrownBy(first::join).cause().hasMessageContaining("attempt failed");
  }

  @Test
  void betweenTwoAttemptsIsAPauseFromTheEndOfTheFirst() throws Exception {
    gate.failed(new SQLException("gone"));
    CompletableFuture<Void> first = passing();
    silent.accept().close();
    assertThatThrownBy(first::join).cause().hasMessageContaining("attempt failed");

    pass(Duration.ofMillis(99));
    assertThatThrownBy(gate::pass).hasMessageContaining("attempt failed");
    assertNobodyElseTried();

    pass(Duration.ofMillis(1));
    CompletableFuture<Void> second = passing();
    silent.accept().close();
    assertThatThrownBy(second::join).isInstanceOf(CompletionException.class);
  }

  @Test
  void notEvenWhoTriesWaitsToTheEndAndNobodyElseTriesMeanwhile() throws Exception {
    Gate impatient = gate(Duration.ofMillis(1));
    impatient.failed(new SQLException("gone"));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(impatient::pass).hasMessage("it does not answer");
      pass(Duration.ofMinutes(1));
    }

    try (Socket attempt = silent.accept()) {
      assertNobodyElseTried();
      assertThat(attempt.isClosed()).isFalse();
    }
  }

  /** Where connections are only used up, say, those that there are go on. */
  @Test
  void whoLooksWhileSomebodyElseDoesGoesOnWithoutWaiting() throws Exception {
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () -> {
              try {
                gate.look();
              } catch (SQLException e) {
                throw new CompletionException(e);
              }
            });
    try (Socket attempt = silent.accept()) {
      for (int i = 0; i < 100; i++) {
        gate.look();
      }
      assertNobodyElseTried();
      assertThat(first).isNotDone();
      assertThat(attempt.isClosed()).isFalse();
    }
    assertThatThrownBy(first::join).cause().hasMessageContaining("attempt failed");
  }

  /** Attempts that have ended would wait here as well. */
  private void assertNobodyElseTried() throws IOException {
    silent.setSoTimeout(1);
    assertThatThrownBy(silent::accept).isInstanceOf(SocketTimeoutException.class);
    silent.setSoTimeout(0);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private CompletableFuture<Void> passing() {
    return CompletableFuture.runAsync(
        () -> {
          try {
            gate.pass();
          } catch (SQLException e) {
            throw new CompletionException(e);
          }
        });
  }
}
