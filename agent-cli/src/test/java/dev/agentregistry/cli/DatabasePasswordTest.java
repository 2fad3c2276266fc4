package dev.agentregistry.cli;

import static java.io.OutputStream.nullOutputStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the password for a database comes from. */
class DatabasePasswordTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Cli cli;
  private Shell shell;

  @BeforeEach
  void bringShell() {
    cli = new Cli(folder);
    shell = new Shell(cli.surroundings(nullOutputStream(), err));
  }

  private void write(String name, String content, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void whatIsNearerToTheCommandCountsForMore() throws IOException {
    write("option", "of-the-option\n", "rw-------");
    write("variable", "of-the-variable's-file\n", "rw-------");
    assertThat(DatabasePassword.find(shell, null, false)).isEmpty();

    cli.with("PGPASSWORD", "of-postgres");
    assertThat(DatabasePassword.find(shell, null, false)).contains("of-postgres");
    assertThat(DatabasePassword.find(shell, null, true)).isEmpty();

    cli.with("AGENT_REGISTRY_DB_PASSWORD_FILE", "variable");
    assertThat(DatabasePassword.find(shell, null, true)).contains("of-the-variable's-file");

    cli.with("AGENT_REGISTRY_DB_PASSWORD", "of-the-variable");
    assertThat(DatabasePassword.find(shell, null, true)).contains("of-the-variable");

    assertThat(DatabasePassword.find(shell, "option", true)).contains("of-the-option");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", " zoë's 漢字 ", "'\"\\$x"})
  void aPasswordMayHaveAnyCharactersInOneLine(String password) throws IOException {
    for (String end : new String[] {"", "\n", "\r\n"}) {
      write("p", password + end, "rw-------");

      assertThat(DatabasePassword.find(shell, "p", false)).contains(password);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "s3cret\nand more\n", "s3cret\u0000", "s3cret\n\n"})
  void whatIsNoPasswordIsRefusedAndNotShown(String content) throws IOException {
    write("p", content, "rw-------");

    assertThatThrownBy(() -> DatabasePassword.find(shell, "p", false))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("the password file " + folder.resolve("p"))
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aFileThatIsTooLongIsRefused() throws IOException {
    write("p", "s3cret".repeat(1_000), "rw-------");

    assertThatThrownBy(() -> DatabasePassword.find(shell, "p", false))
        .hasMessageContaining("is longer than 4096 bytes")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void othersWhoMayReadTheFileAreWarnedOf() throws IOException {
    write("p", "s3cret\n", "rw-r-----");

    assertThat(DatabasePassword.find(shell, "p", false)).contains("s3cret");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("others may read the password file", "chmod 600")
        .doesNotContain("s3cret");
  }
}
