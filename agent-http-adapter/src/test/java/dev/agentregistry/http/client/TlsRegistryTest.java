package dev.agentregistry.http.client;

import dev.agentregistry.http.TestCertificate;
import dev.agentregistry.http.server.Served;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTPS, with a certificate that vouches for itself. */
class TlsRegistryTest extends HttpRegistryContract {

  private static TestCertificate certificate;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) {
    certificate = TestCertificate.forThisMachine(folder);
  }

  @Override
  Far serve(Served served) throws IOException {
    return Far.serving(served, certificate);
  }

  @Override
  HttpAgentRegistry connect(Far server) throws IOException {
    return server.trusting(certificate.certificate(), false);
  }
}
