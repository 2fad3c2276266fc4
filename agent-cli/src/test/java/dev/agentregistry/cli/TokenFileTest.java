package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Shell shell;
  private Path path;

  @BeforeEach
  void bringShell() {
    shell = new Shell(new Cli(folder).surroundings(OutputStream.nullOutputStream(), err));
    path = folder.resolve("token");
  }

  @Test
  void aNewTokenIsForItsOwnerAloneAndIsNotShown() throws IOException {
    String token = new TokenFile(path).readOrMake(shell);

    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(path).hasContent(token + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(said()).contains(path.toString()).doesNotContain(token).hasLineCount(1);
  }

  @Test
  void aTokenStaysAsItIs() {
    String made = new TokenFile(path).readOrMake(shell);
    err.reset();

    assertThat(new TokenFile(path).readOrMake(shell)).isEqualTo(made);
    assertThat(said()).isEmpty();
  }

  @Test
  void spaceAroundATokenDoesNotCountAndOthersWhoMayReadItAreWarnedOf() throws IOException {
    Files.writeString(path, " secret-1\r\n\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(new TokenFile(path).readOrMake(shell)).isEqualTo("secret-1");
    assertThat(said()).contains("warning", "chmod 600").doesNotContain("secret-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "two tokens", "one\ntwo", "zoë", "\u0000"})
  void whatIsNoTokenIsRefused(String content) throws IOException {
    Files.writeString(path, content);

    assertThatThrownBy(() -> new TokenFile(path).readOrMake(shell))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(path.toString());
  }

  @Test
  void aFolderOrAMissingFolderIsToldInOneLine() throws IOException {
    Files.createDirectory(path);

    assertThatThrownBy(() -> new TokenFile(path).readOrMake(shell))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("cannot use the token file " + path);
    assertThat(said()).isEmpty();
    assertThatThrownBy(() -> new TokenFile(folder.resolve("missing/token")).readOrMake(shell))
        .hasMessageContaining("no such file or folder");
  }

  @Test
  void aLinkToNothingIsToldInWordsAndIsNotFollowed() throws IOException {
    Path nothing = folder.resolve("nothing");
    Files.createSymbolicLink(path, nothing);

    assertThatThrownBy(() -> new TokenFile(path).readOrMake(shell))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("a link to nothing")
        .hasMessageNotContaining("Exception");
    assertThat(nothing).doesNotExist();
  }

  @Test
  void itIsBesideTheDatabaseUnlessItIsNamed() {
    DatabaseFile database = new DatabaseFile(Path.of("/data/agents.db"), false);

    assertThat(TokenFile.find(shell, Optional.empty(), database).path())
        .isEqualTo(Path.of("/data/token"));
    assertThat(TokenFile.find(shell, Optional.of("mine"), database).path())
        .isEqualTo(folder.resolve("mine"));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
