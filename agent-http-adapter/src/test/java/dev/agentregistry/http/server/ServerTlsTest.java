package dev.agentregistry.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.http.TestCertificate;
import dev.agentregistry.http.server.ServerOptions.TlsFiles;
import dev.agentregistry.http.store.TestStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerTlsTest {

  /** As long as the head of PKCS#8 is before the PKCS#1 of an RSA key of 2,048 bits. */
  private static final int PKCS8_HEAD_BYTES = 26;

  @TempDir static Path folder;
  private static TestCertificate ec;
  private static TestCertificate rsa;

  @BeforeAll
  static void makeCertificates() {
    ec = TestCertificate.forThisMachine(folder);
    rsa = TestCertificate.withRsaKey(folder);
  }

  @RegisterExtension private final TestStore store = new TestStore();

  private RegistryServer start(TlsFiles files) throws IOException {
    AgentRegistry registry = AgentRegistry.over(store.agents(), InstantSource.system());
    return RegistryServer.start(
        Served.of(registry),
        new ServerOptions("127.0.0.1", 0, Set.of("open-sesame"), 1_000).withTls(files));
  }

  private static byte[] derOf(Path pem) throws IOException {
    String lines = Files.readString(pem).replaceAll("-----.*-----|\\s", "");
    return Base64.getDecoder().decode(lines);
  }

  @Test
  void aRequestOverHttpsIsAnswered() throws Exception {
    assertServes(ec);
    assertServes(rsa);
  }

  @Test
  void anRsaKeyOfTheOldFormWillDo() throws Exception {
    byte[] pkcs8 = derOf(rsa.key());
    Path pkcs1 =
        TestCertificate.pem(
            folder.resolve("pkcs1.key"),
            "RSA PRIVATE KEY",
            Arrays.copyOfRange(pkcs8, PKCS8_HEAD_BYTES, pkcs8.length));

    assertServes(new TestCertificate(rsa.certificate(), pkcs1));
  }

  private void assertServes(TestCertificate certificate) throws Exception {
    try (RegistryServer server =
        start(new TlsFiles(certificate.certificate(), certificate.key()))) {
      HttpsURLConnection request =
          (HttpsURLConnection)
              URI.create("https://127.0.0.1:%d/api/agents".formatted(server.port()))
                  .toURL()
                  .openConnection();
      request.setSSLSocketFactory(trusting(certificate).getSocketFactory());
      request.setRequestProperty("Authorization", "Bearer open-sesame");

      assertThat(request.getResponseCode()).isEqualTo(200);
      assertThat(new String(request.getInputStream().readAllBytes(), UTF_8))
          .contains("\"total\":0");
    }
  }

  private static SSLContext trusting(TestCertificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(certificate.certificate())) {
      store.setCertificateEntry(
          "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Test
  void whoSpeaksPlainHttpToItGetsNothingAndTheServerGoesOn() throws Exception {
    try (RegistryServer server = start(new TlsFiles(ec.certificate(), ec.key()))) {
      try (RawConnection connection = new RawConnection(server.port())) {
        connection.send("GET /api/agents HTTP/1.1\nHost: localhost\n\n");
        assertThat(connection.readUntilItIsOver()).doesNotContain("HTTP/1.1 200");
      }
      SSLContext context = trusting(ec);
      try (Socket socket = context.getSocketFactory().createSocket("127.0.0.1", server.port())) {
        socket
            .getOutputStream()
            .write("GET /api HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
        assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
            .startsWith("HTTP/1.1 401 ");
      }
    }
  }

  private void assertRefused(Path certificate, Path key) {
    TlsFiles files = new TlsFiles(certificate, key);
    assertThatThrownBy(() -> RegistryServer.checkTls(files))
        .isInstanceOf(IOException.class)
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage())
                    .hasLineCount(1)
                    .containsAnyOf(certificate.toString(), key.toString())
                    .doesNotContain("Exception"));
    assertThatThrownBy(() -> start(files).close()).isInstanceOf(IOException.class);
  }

  @Test
  void filesThatAreNotThereAreRefused() {
    assertRefused(folder.resolve("none.crt"), ec.key());
    assertRefused(ec.certificate(), folder.resolve("none.key"));
    assertRefused(folder, ec.key());
    assertRefused(ec.certificate(), folder);
  }

  @Test
  void aKeyThatDoesNotBelongToTheCertificateIsRefused() {
    assertRefused(ec.certificate(), rsa.key());
    assertRefused(rsa.certificate(), ec.key());
    TestCertificate other = TestCertificate.forAnotherHost(folder);
    assertRefused(ec.certificate(), other.key());
  }

  @Test
  void swappedFilesAreRefused() {
    assertRefused(ec.key(), ec.certificate());
  }

  @Test
  void filesWithoutACertificateOrAKeyAreRefused() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path text = Files.writeString(folder.resolve("text"), "no key\n");
    Path broken = TestCertificate.pem(folder.resolve("broken"), "PRIVATE KEY", new byte[] {1, 2});
    for (Path bad : new Path[] {empty, text, broken}) {
      assertRefused(bad, ec.key());
      assertRefused(ec.certificate(), bad);
    }
  }

  @Test
  void anEllipticKeyOfTheOldFormIsRefused() throws IOException {
    byte[] pkcs8 = derOf(ec.key());
    Path sec1 =
        TestCertificate.pem(
            folder.resolve("sec1.key"),
            "EC PRIVATE KEY",
            Arrays.copyOfRange(pkcs8, pkcs8.length - 39, pkcs8.length));

    assertRefused(ec.certificate(), sec1);
  }

  @Test
  void aKeyWithAPasswordIsRefused() throws IOException, GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("PBEWithSHA1AndDESede");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance("PBEWithSHA1AndDESede")
            .generateSecret(new PBEKeySpec("changeit".toCharArray())));
    byte[] encrypted = cipher.doFinal(derOf(ec.key()));
    Path key =
        TestCertificate.pem(
            folder.resolve("encrypted.key"),
            "ENCRYPTED PRIVATE KEY",
            new EncryptedPrivateKeyInfo(cipher.getParameters(), encrypted).getEncoded());

    assertRefused(ec.certificate(), key);
  }
}
