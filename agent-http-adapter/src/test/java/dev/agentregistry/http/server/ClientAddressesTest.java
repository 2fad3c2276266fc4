package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the log names when a token is refused, and who has to wait. */
class ClientAddressesTest {

  // Held here: java.util.logging itself forgets loggers that nobody holds.
  private final Logger logger = Logger.getLogger(BearerFilter.class.getName());
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler = new Listener();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.WARNING);
    logger.addHandler(handler);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(handler);
    logger.setLevel(null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-For: 203.0.113.7 | 203.0.113.7",
        "X-Forwarded-For: 203.0.113.7:4711 | 203.0.113.7",
        "X-Forwarded-For: 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
        "X-Forwarded-For: [2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
        "X-Forwarded-For: ::ffff:203.0.113.7 | 203.0.113.7",
        // What a client made up stands to the left of what the proxy saw.
        "X-Forwarded-For: 198.51.100.1, 203.0.113.7 | 203.0.113.7",
        "X-Forwarded-For: 198.51.100.1~X-Forwarded-For: 203.0.113.7 | 203.0.113.7",
        // Proxies that are trusted are passed over.
        "X-Forwarded-For: 198.51.100.1, 203.0.113.7, 10.1.2.3 | 203.0.113.7",
        "X-Forwarded-For: 10.1.2.3, 127.0.0.1 | 10.1.2.3",
        // What is not an address ends it.
        "X-Forwarded-For: nonsense | 127.0.0.1",
        "X-Forwarded-For: localhost | 127.0.0.1",
        "X-Forwarded-For: 203.0.113.7, unknown, 10.1.2.3 | 10.1.2.3",
        "X-Forwarded-For: 203.0.113.7, | 127.0.0.1",
        "X-Forwarded-For: 203.0.113.256 | 127.0.0.1",
        "X-Forwarded-For: 3405803783 | 127.0.0.1",
        "X-Forwarded-For: 203.0.113.007 | 127.0.0.1",
        "X-Forwarded-For: fe80::1%lo | 127.0.0.1",
        "Forwarded: for=203.0.113.7 | 203.0.113.7",
        "Forwarded: For=\"203.0.113.7:4711\";proto=https;by=10.0.0.1 | 203.0.113.7",
        "Forwarded: proto=https; for=\"[2001:db8::7]:4711\" | 2001:db8:0:0:0:0:0:7",
        "Forwarded: for=198.51.100.1, for=203.0.113.7, for=10.1.2.3 | 203.0.113.7",
        "Forwarded: for=\"_hidden\" | 127.0.0.1",
        "Forwarded: for=unknown | 127.0.0.1",
        "Forwarded: for=203.0.113.7;for=203.0.113.8 | 127.0.0.1",
        "Forwarded: proto=https | 127.0.0.1",
        "Forwarded: nonsense | 127.0.0.1",
        "Forwarded: ;;,, | 127.0.0.1",
        // A quote that a client leaves open does not swallow what the proxy adds.
        "Forwarded: for=\"198.51.100.1, for=203.0.113.7 | 203.0.113.7",
        // The proxy writes one of them; the other may be made up.
        "X-Forwarded-For: 203.0.113.7~Forwarded: for=203.0.113.7 | 203.0.113.7",
        "X-Forwarded-For: 203.0.113.7~Forwarded: for=198.51.100.1 | 127.0.0.1",
        "X-Forwarded-For: 203.0.113.7~Forwarded: nonsense | 127.0.0.1",
        "X-Real-IP: 203.0.113.7 | 127.0.0.1",
      })
  void aTrustedProxySaysWhoTheClientIs(String headers, String client) throws Exception {
    assertThat(clientBehind(Set.of("127.0.0.0/8", "10.0.0.0/8"), headers)).isEqualTo(client);
  }

  @Test
  void othersAreNotBelieved() throws Exception {
    assertThat(clientBehind(Set.of(), "X-Forwarded-For: 203.0.113.7")).isEqualTo("127.0.0.1");
    assertThat(clientBehind(Set.of("127.0.0.2"), "X-Forwarded-For: 203.0.113.7"))
        .isEqualTo("127.0.0.1");
    assertThat(clientBehind(Set.of("10.0.0.0/8"), "Forwarded: for=203.0.113.7"))
        .isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.7, 10.0.0.7, true",
    "10.0.0.7, 10.0.0.6, false",
    "10.0.0.0/9, 10.127.255.255, true",
    "10.0.0.0/9, 10.128.0.0, false",
    "10.0.0.128/25, 10.0.0.200, true",
    "10.0.0.128/25, 10.0.0.127, false",
    "0.0.0.0/0, 203.0.113.7, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "2001:db8::/33, 2001:db8:7fff::, true",
    "2001:db8::/33, 2001:db8:8000::, false",
    "::/0, 10.0.0.1, false",
  })
  void aRangeHoldsWhatBeginsLikeIt(String range, String address, boolean isInIt) {
    assertThat(
            AddressRange.parse(range)
                .orElseThrow()
                .contains(IpAddress.parse(address).orElseThrow()))
        .isEqualTo(isInIt);
  }

  @Test
  void whoGuessesTokensThroughAProxyHasToWait() throws Exception {
    try (TestServer server = start(Set.of("127.0.0.1"))) {
      for (int i = 0; i < 6; i++) {
        guess(server, "X-Forwarded-For: 203.0.113.7");
      }
      long start = System.nanoTime();
      guess(server, "X-Forwarded-For: 198.51.100.1, 203.0.113.7");

      assertThat(System.nanoTime() - start).isGreaterThan(200_000_000L);
    }
  }

  /** Under one address they would wait for 50 seconds. */
  @Test
  @Timeout(25)
  void theOthersBehindTheProxyDoNotWaitForIt() throws Exception {
    try (TestServer server = start(Set.of("127.0.0.1"))) {
      for (int i = 0; i < 25; i++) {
        guess(server, "X-Forwarded-For: 203.0.113." + i);
      }
    }

    assertThat(lines.getFirst()).contains("203.0.113.0");
  }

  private String clientBehind(Set<String> trusted, String headers) throws Exception {
    try (TestServer server = start(trusted)) {
      guess(server, headers);
    }
    String line = lines.getLast();
    return line.substring(line.indexOf(" from ") + " from ".length(), line.lastIndexOf(':'));
  }

  private static TestServer start(Set<String> trusted) {
    return TestServer.start(new WebOptions("", Set.of(), trusted, false));
  }

  private static void guess(TestServer server, String headers) throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(
          "GET /api/agents HTTP/1.1\nHost: localhost\nAuthorization: Bearer wrong\n"
              + headers.replace('~', '\n')
              + "\n\n");
      assertThat(connection.readAnswer()).startsWith("HTTP/1.1 401 ");
    }
  }

  private final class Listener extends Handler {

    @Override
    public void publish(LogRecord record) {
      lines.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
