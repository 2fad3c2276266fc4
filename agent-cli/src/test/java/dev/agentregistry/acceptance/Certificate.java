package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for this machine that vouches for itself.
 *
 * @param file the certificate, in PEM
 * @param key its key, in PEM
 */
record Certificate(Path file, Path key) {

  private static final String PASSWORD = "changeit";

  /** Makes one in a folder, with what every JDK brings. */
  static Certificate make(Path folder) throws IOException, GeneralSecurityException {
    Path store = folder.resolve("store.p12");
    Program.Result made =
        Program.run(
            Program.builder(
                folder,
                List.of(
                    Program.JAVA.resolveSibling("keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=agents",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD)));
    assertThat(made.exitCode()).as(made.err()).isZero();
    return new Certificate(folder.resolve("cert.pem"), folder.resolve("key.pem")).writeFrom(store);
  }

  private Certificate writeFrom(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    String alias = keys.aliases().nextElement();
    write(file, "CERTIFICATE", keys.getCertificate(alias).getEncoded());
    write(key, "PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded());
    return this;
  }

  private static void write(Path target, String what, byte[] content) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        target, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines));
  }
}
