package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {

  @TempDir Path temporary;
  private Path root;
  private Path inside;

  @BeforeEach
  void makeFolders() throws IOException {
    root = Files.createDirectories(temporary.toRealPath().resolve("tracker"));
    inside = Files.createDirectories(root.resolve("src/main"));
  }

  @Test
  void theFolderWithTheGitFolderIsTheCheckout() throws IOException {
    Files.createDirectory(root.resolve(".git"));

    assertThat(Checkout.around(inside)).isEqualTo(root.toString());
    assertThat(Checkout.around(root)).isEqualTo(root.toString());
  }

  @Test
  void inAWorktreeOrSubmoduleGitIsAFile() throws IOException {
    Files.createDirectory(root.resolve(".git"));
    Files.writeString(root.resolve("src/.git"), "gitdir: ../.git/modules/src\n");

    assertThat(Checkout.around(inside)).isEqualTo(root.resolve("src").toString());
  }

  @Test
  void symbolicLinksAreResolvedBeforeTheRootIsLookedFor() throws IOException {
    Files.createDirectory(root.resolve(".git"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), inside);

    assertThat(Checkout.around(link)).isEqualTo(root.toString());
  }

  @Test
  void withoutGitItIsTheFolderItself() {
    assertThat(Checkout.around(inside)).isEqualTo(inside.toString());
  }

  @Test
  void aFolderThatIsGoneIsToldWithWhatToDo() {
    assertThatThrownBy(() -> Checkout.around(root.resolve("gone")))
        .hasMessageContaining(root.resolve("gone") + ": no such file or folder")
        .hasMessageContaining("--repo");
  }

  @Test
  void aNamedPathIsTakenAsItsRealPath() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), root);

    assertThat(Checkout.named(temporary, "link")).isEqualTo(root.toString());
    assertThat(Checkout.named(Path.of("/"), link.toString())).isEqualTo(root.toString());
    assertThat(Checkout.named(inside, "../..")).isEqualTo(root.toString());
  }

  @Test
  void aNamedPathThatIsNotHereIsTakenAsItIs() {
    assertThat(Checkout.named(root, "C:\\work\\repo")).isEqualTo("C:\\work\\repo");
    assertThat(Checkout.named(root, "/else/where/../x/")).isEqualTo("/else/where/../x/");
    assertThat(Checkout.named(root, "\\\\host\\share")).isEqualTo("\\\\host\\share");
    assertThat(Checkout.named(root, "not/here")).isEqualTo(root.resolve("not/here").toString());
  }
}
