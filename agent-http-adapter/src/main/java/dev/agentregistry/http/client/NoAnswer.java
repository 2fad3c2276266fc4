package dev.agentregistry.http.client;

import dev.agentregistry.domain.RegistryUnavailableException;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says why no answer came, and what to do about it. */
final class NoAnswer {

  private NoAnswer() {}

  static RegistryUnavailableException from(String base, IOException failure) {
    return switch (failure) {
      case SSLHandshakeException e -> untrusted(base, e);
      case SSLPeerUnverifiedException e -> untrusted(base, e);
      case SSLException e ->
          new RegistryUnavailableException(
              "no TLS connection to %s (%s): does it speak https there?".formatted(base, reason(e)),
              true,
              e);
      default ->
          new RegistryUnavailableException(
              "no answer from %s (%s): is 'agents serve' running there? --url names another server"
                  .formatted(base, reason(failure)),
              true,
              failure);
    };
  }

  /** Whether a certificate is why: it stays the same, however often it is looked at. */
  static boolean isForWantOfTrust(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }

  private static RegistryUnavailableException untrusted(String base, SSLException e) {
    return new RegistryUnavailableException(
        "no trust in %s (%s): --tls-ca names a file with the certificate to trust,"
                .formatted(base, reason(e))
            + " which has to be made out for the host in the URL",
        false,
        e);
  }

  /** The first words in the chain of causes: the JDK's clients often have none at its top. */
  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "unknown host";
      }
      String message = cause.getMessage();
      if (message != null && !message.isBlank()) {
        return OneLine.of(message);
      }
    }
    return "it cannot be reached";
  }
}
