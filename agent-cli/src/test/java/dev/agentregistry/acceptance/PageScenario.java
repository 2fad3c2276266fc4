package dev.agentregistry.acceptance;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own for each test, and one browser for all tests of a class. */
@Timeout(300)
abstract class PageScenario {

  static final String ROWS = "table.agents tbody tr";

  @TempDir static Path profile;
  static Browser browser;

  @TempDir Path home;
  ServerProcess server;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.start(profile);
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void startServer() {
    server = ServerProcess.start(home);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  URI page() {
    return server.uri().resolve("/");
  }

  void openSignedIn() {
    openSignedInWith(server.token());
  }

  void openSignedInWith(String token) {
    browser.open(page());
    browser.signIn(token);
  }

  /** Makes a token with less than all rights. */
  String tokenWith(String scope) {
    return server
        .send("POST", "/api/tokens", "{\"name\": \"visitor\", \"scope\": \"" + scope + "\"}")
        .body()
        .at("/token")
        .asText();
  }

  static List<String> hosts() {
    return browser.texts(ROWS + " .host");
  }

  static String cell(String id, String key) {
    return browser.text("tr[data-id=" + id + "] .cell-" + key);
  }
}
