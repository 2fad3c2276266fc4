package dev.agentregistry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that vouches for itself, and its key, as PEM files. The JDK's keytool makes them.
 *
 * @param certificate the certificate
 * @param key its private key, in PKCS#8
 */
public record TestCertificate(Path certificate, Path key) {

  private static final String PASSWORD = "changeit";

  /** For this machine, with an elliptic key, which is made quickly. */
  public static TestCertificate forThisMachine(Path folder) {
    return make(
        folder, "here", "dns:localhost,ip:127.0.0.1", List.of("EC", "-groupname", "secp256r1"));
  }

  /** For another host. */
  public static TestCertificate forAnotherHost(Path folder) {
    return make(
        folder, "elsewhere", "dns:elsewhere.test", List.of("EC", "-groupname", "secp256r1"));
  }

  /** For this machine, with an RSA key of 2,048 bits. */
  public static TestCertificate withRsaKey(Path folder) {
    return make(folder, "rsa", "ip:127.0.0.1", List.of("RSA", "-keysize", "2048"));
  }

  private static TestCertificate make(Path folder, String name, String hosts, List<String> keys) {
    try {
      Path store = folder.resolve(name + ".p12");
      keytool(name, store, hosts, keys);
      KeyStore made = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        made.load(in, PASSWORD.toCharArray());
      }
      byte[] key = made.getKey(name, PASSWORD.toCharArray()).getEncoded();
      return new TestCertificate(
          pem(folder.resolve(name + ".crt"), "CERTIFICATE", made.getCertificate(name).getEncoded()),
          pem(folder.resolve(name + ".key"), "PRIVATE KEY", key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a PEM file. */
  public static Path pem(Path file, String what, byte[] content) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, lines, what));
  }

  private static void keytool(String name, Path store, String hosts, List<String> keys)
      throws IOException {
    ProcessBuilder keytool =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString())
            .redirectErrorStream(true);
    keytool
        .command()
        .addAll(
            List.of(
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + hosts,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-keyalg"));
    keytool.command().addAll(keys);
    Process process = keytool.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("keytool: " + said);
    }
  }
}
