package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks HTTPS, and commands that trust its certificate, or don't. */
@Timeout(120)
class TlsIT {

  @TempDir Path home;
  private Certificate certificate;

  @BeforeEach
  void makeCertificate() throws Exception {
    certificate = Certificate.make(home);
  }

  private ServerProcess serve() {
    return ServerProcess.start(
        home,
        "--tls-cert",
        certificate.file().toString(),
        "--tls-key",
        certificate.key().toString());
  }

  @Test
  void commandsTrustTheCertificateThatTheyAreTold() {
    try (ServerProcess server = serve()) {
      String url = server.uri().toString();
      String trusted = certificate.file().toString();
      assertThat(url).startsWith("https://127.0.0.1:");

      Program.Result beat = Program.run(home, "heartbeat", "--url", url, "--tls-ca", trusted);
      Program.Result list =
          Program.run(home, "list", "-o", "json", "--url", url, "--tls-ca", trusted);

      assertThat(beat.exitCode()).as(beat.err()).isZero();
      assertThat(list.out()).contains("\"total\":1");
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefusedInOneLine() {
    try (ServerProcess server = serve()) {
      Program.Result refused = Program.run(home, "list", "--url", server.uri().toString());

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.errLines()).hasSize(1);
      assertThat(refused.err()).contains("certificate", "--tls-ca").doesNotContain(server.token());
    }
  }

  @Test
  void aServerWithoutTlsIsNotTakenForOneWithIt() {
    try (ServerProcess server = ServerProcess.start(home)) {
      String url = server.uri().toString().replace("http:", "https:");

      Program.Result refused = Program.run(home, "list", "--url", url);

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.errLines()).hasSize(1);
      assertThat(refused.err()).contains(url);
    }
  }

  @Test
  void aKeyThatDoesNotBelongToTheCertificateIsToldBeforeAnythingIsMade() throws Exception {
    Certificate other = Certificate.make(Files.createDirectory(home.resolve("other")));

    Program.Result refused =
        Program.run(
            home,
            "serve",
            "--port",
            "0",
            "--tls-cert",
            certificate.file().toString(),
            "--tls-key",
            other.key().toString());

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errLines()).hasSize(1);
    assertThat(refused.err()).contains(certificate.file().toString(), other.key().toString());
    assertThat(home.resolve(".local")).doesNotExist();
  }
}
