package dev.agentregistry.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts the certificates in a file, and no others. */
final class Trust {

  private Trust() {}

  /**
   * Reads the certificates.
   *
   * @param file in PEM: one certificate or several
   * @throws IOException if it cannot be read, saying why in one line
   */
  static SSLContext in(Path file) throws IOException {
    try (InputStream pem = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (certificates.isEmpty()) {
        throw new IOException("there is no certificate in " + file);
      }
      return trusting(certificates);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file %s with certificates to trust".formatted(file), e);
    } catch (FileSystemException e) {
      throw new IOException("cannot read the certificates in %s".formatted(file), e);
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "cannot read the certificates in %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static SSLContext trusting(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("trusted-" + number++, certificate);
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
