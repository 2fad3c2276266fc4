package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands cannot work on is told in one line, and stays untouched. */
@Timeout(120)
class RefusedStartIT {

  @TempDir Path home;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = home.resolve("some.db");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "list", "heartbeat", "prune"})
  void aFileThatIsNoDatabase(String command) throws IOException {
    Files.writeString(file, "Dear diary, today I was taken for a database.\n".repeat(100));

    assertRefused(command, "is not a SQLite database", file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "list", "heartbeat", "prune"})
  void theDatabaseOfAnotherProgram(String command) throws Exception {
    sqlite("CREATE TABLE songs (title TEXT)", "INSERT INTO songs VALUES ('La Paloma')");

    assertRefused(command, "another program", file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "list", "heartbeat", "prune"})
  void aDatabaseOfANewerVersion(String command) throws Exception {
    Program.run(home, "heartbeat", "--db", file.toString());
    sqlite("PRAGMA user_version = 999");

    assertRefused(command, "newer", file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "heartbeat"})
  void anUnwritableFolder(String command) throws IOException {
    // Refuses even root, as whom tests may run.
    file = Path.of("/sys/some.db");

    assertRefused(command, file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "show", "remove", "prune"})
  void aFileThatIsNotThereIsNotMade(String command) throws IOException {
    assertRefused(command, "there is no database", file.toString());
  }

  @Test
  void aBusyPort() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(busy.getLocalPort());

      Program.Result result = Program.run(home, "serve", "--port", port, "--db", file.toString());

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.errLines()).hasSize(1);
      assertThat(result.err()).contains("127.0.0.1:" + port, "--port");
      assertThat(contents()).isEmpty();
    }
  }

  private void assertRefused(String command, String... words) throws IOException {
    Map<Path, String> before = contents();

    Program.Result result = Program.run(home, arguments(command));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.errLines()).as(result.err()).hasSize(1);
    assertThat(result.err()).startsWith("agents: ").contains(words);
    assertThat(contents()).isEqualTo(before);
  }

  private String[] arguments(String command) {
    String db = file.toString();
    return switch (command) {
      case "serve" -> new String[] {command, "--port", "0", "--db", db};
      case "show", "remove" -> new String[] {command, "agt_d21ea4ea", "--db", db};
      case "prune" -> new String[] {command, "--older-than", "7d", "--yes", "--db", db};
      default -> new String[] {command, "--db", db};
    };
  }

  /** Every file below the home, with its bytes as Latin-1 text. */
  private Map<Path, String> contents() throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        contents.put(path, Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  private void sqlite(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
