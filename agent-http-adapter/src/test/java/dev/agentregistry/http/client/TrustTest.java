package dev.agentregistry.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.http.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a client trusts over HTTPS. */
@Timeout(60)
class TrustTest {

  @TempDir static Path folder;
  private static TestCertificate here;
  private static TestCertificate elsewhere;

  @BeforeAll
  static void makeCertificates() {
    here = TestCertificate.forThisMachine(folder);
    elsewhere = TestCertificate.forAnotherHost(folder);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCertificateThatIsNamedIsTrusted(boolean isLasting) throws Exception {
    try (Far server = Far.serving(here);
        HttpAgentRegistry client = server.trusting(here.certificate(), isLasting)) {
      assertThat(client.count().total()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneOfSeveralInAFileWillDo(boolean isLasting) throws Exception {
    Path both = folder.resolve("both-" + isLasting + ".pem");
    Files.writeString(
        both, Files.readString(elsewhere.certificate()) + Files.readString(here.certificate()));
    try (Far server = Far.serving(here);
        HttpAgentRegistry client = server.trusting(both, isLasting)) {
      assertThat(client.count().total()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCertificateThatNobodyVouchesForIsRefusedWithAWayOut(boolean isLasting) throws Exception {
    try (Far server = Far.serving(here);
        HttpAgentRegistry client = server.client(isLasting)) {
      assertUntrusted(client, server);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCertificateOfAnotherHostIsRefused(boolean isLasting) throws Exception {
    try (Far server = Far.serving(elsewhere);
        HttpAgentRegistry client = server.trusting(elsewhere.certificate(), isLasting)) {
      assertUntrusted(client, server);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void onlyWhatIsNamedIsTrusted(boolean isLasting) throws Exception {
    try (Far server = Far.serving(here);
        HttpAgentRegistry client = server.trusting(elsewhere.certificate(), isLasting)) {
      assertUntrusted(client, server);
    }
  }

  private static void assertUntrusted(HttpAgentRegistry client, Far server) {
    assertThatThrownBy(client::count)
        .isInstanceOfSatisfying(
            RegistryUnavailableException.class, e -> assertThat(e.isRetryable()).isFalse())
        .hasMessageStartingWith("no trust in " + server.url())
        .hasMessageContaining("--tls-ca")
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aServerWithoutTlsIsTold(boolean isLasting) throws Exception {
    try (Far plain = Far.serving();
        HttpAgentRegistry client =
            HttpAgentRegistry.open(
                Far.options(
                    URI.create("https://127.0.0.1:" + plain.url().getPort()),
                    Far.TOKEN,
                    isLasting))) {
      assertThatThrownBy(client::count)
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("https://127.0.0.1:" + plain.url().getPort())
          .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }
  }

  @Test
  void aFileThatHasNoCertificateIsRefusedInOneLine() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate\n");
    Path missing = folder.resolve("missing.pem");
    Path broken =
        TestCertificate.pem(folder.resolve("broken.pem"), "CERTIFICATE", new byte[] {1, 2, 3});

    for (Path file : new Path[] {empty, text, missing, broken, folder}) {
      assertThatThrownBy(() -> Trust.in(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("certificate")
          .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }
  }
}
