package dev.agentregistry.http.client;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.http.TestCertificate;
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
  Far serve(AgentRegistry registry) throws IOException {
    return Far.serving(registry, certificate);
  }

  @Override
  HttpAgentRegistry connect(Far server) throws IOException {
    return server.trusting(certificate.certificate(), false);
  }
}
