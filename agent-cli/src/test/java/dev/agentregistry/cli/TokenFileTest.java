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
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
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
    shell = new Shell(new Cli(folder).surroundings(nullOutputStream(), err));
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

  @RepeatedTest(20)
  void serversThatStartAtTheSameMomentHaveOneToken() throws Exception {
    try (ExecutorService servers = Executors.newFixedThreadPool(8)) {
      CyclicBarrier sameMoment = new CyclicBarrier(8);
      Callable<String> start =
          () -> {
            Shell own = new Shell(new Cli(folder).surroundings(nullOutputStream(), err));
            sameMoment.await();
            return new TokenFile(path).readOrMake(own);
          };
      Set<String> tokens = new HashSet<>();
      for (Future<String> token : servers.invokeAll(Collections.nCopies(8, start))) {
        tokens.add(token.get());
      }

      assertThat(tokens).containsExactly(Files.readString(path).strip());
      assertThat(said()).contains("made a token").hasLineCount(1);
      assertThat(folder).isDirectoryNotContaining(file -> !file.equals(path));
    }
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

  @Test
  void withADatabaseOnAServerItIsWhereItIsByDefault() {
    Database database =
        new DatabaseServer(
            "postgresql://db/agents", Optional::empty, DatabaseFile.byDefault(shell));

    assertThat(TokenFile.find(shell, Optional.empty(), database).path())
        .isEqualTo(folder.resolve(".local/share/agent-registry/token"));
    assertThat(TokenFile.find(shell, Optional.of("mine"), database).path())
        .isEqualTo(folder.resolve("mine"));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
