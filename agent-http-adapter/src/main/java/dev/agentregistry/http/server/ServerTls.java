package dev.agentregistry.http.server;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Optional;

/** Reads a server's certificate and key. */
final class ServerTls {

  private ServerTls() {}

  /**
   * TLS with these files.
   *
   * @throws IOException if they cannot be used, saying why in one line
   */
  static Tls of(ServerOptions.TlsFiles files) throws IOException {
    requireReadable(files.certificates(), "certificate");
    requireReadable(files.key(), "key");
    try {
      Keys keys =
          Keys.builder()
              .pem(
                  pem ->
                      pem.certChain(Resource.create(files.certificates()))
                          .key(Resource.create(files.key())))
              .build();
      requirePair(keys);
      return Tls.builder().privateKey(keys).privateKeyCertChain(keys).build();
    } catch (RuntimeException | GeneralSecurityException e) {
      throw new IOException(
          "cannot use the certificate %s with the key %s: they have to be PEM, the key PKCS#8"
                  .formatted(files.certificates(), files.key())
              + " without a password, and belong together",
          e);
    }
  }

  /** What the key signs, the certificate has to verify: else no client could ever connect. */
  private static void requirePair(Keys keys) throws GeneralSecurityException {
    PrivateKey key = keys.privateKey().orElseThrow();
    Optional<String> algorithm = signature(key);
    if (algorithm.isEmpty()) {
      return;
    }
    Signature signature = Signature.getInstance(algorithm.get());
    signature.initSign(key);
    byte[] signed = signature.sign();
    signature.initVerify(keys.certChain().get(0).getPublicKey());
    if (!signature.verify(signed)) {
      throw new InvalidKeyException("the key is of another certificate");
    }
  }

  private static Optional<String> signature(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> Optional.of("SHA256withRSA");
      case "EC" -> Optional.of("SHA256withECDSA");
      case "EdDSA" -> Optional.of("EdDSA");
      default -> Optional.empty();
    };
  }

  private static void requireReadable(Path file, String what) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("cannot read the %s in %s".formatted(what, file));
    }
  }
}
