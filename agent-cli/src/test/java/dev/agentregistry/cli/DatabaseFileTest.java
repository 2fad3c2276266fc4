package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileTest {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void bringSurroundings() {
    cli = new Cli(folder);
  }

  @Test
  void theOptionComesBeforeTheVariableAndBothBeforeTheDefault() {
    assertThat(find(null).path())
        .isEqualTo(folder.resolve(".local/share/agent-registry/agents.db"));

    cli.with("AGENT_REGISTRY_DB", "variable.db");
    assertThat(find(null)).isEqualTo(new DatabaseFile(folder.resolve("variable.db"), false));
    assertThat(find("option.db")).isEqualTo(new DatabaseFile(folder.resolve("option.db"), false));
  }

  @Test
  void anEmptyVariableIsAnAbsentOne() {
    cli.with("AGENT_REGISTRY_DB", "");

    assertThat(find(null).isDefault()).isTrue();
  }

  @Test
  void theDefaultIsUnderXdgDataHomeIfThatIsAbsolute() {
    cli.with("XDG_DATA_HOME", "/data");
    assertThat(find(null).path()).isEqualTo(Path.of("/data/agent-registry/agents.db"));

    cli.with("XDG_DATA_HOME", "data");
    assertThat(find(null).path())
        .isEqualTo(folder.resolve(".local/share/agent-registry/agents.db"));
  }

  @Test
  void whereTheVariableNamesADatabaseOnAServerTheFileIsTheDefaultOne() {
    cli.with("AGENT_REGISTRY_DB", "variable.db");
    assertThat(ofEnvironment().path()).isEqualTo(folder.resolve("variable.db"));

    cli.with("AGENT_REGISTRY_DB", "postgresql://db/agents");
    assertThat(ofEnvironment().isDefault()).isTrue();
  }

  @Test
  void theDefaultFolderIsMadeForTheUserAlone() throws IOException {
    DatabaseFile file = find(null);
    file.prepareFolder();
    file.prepareFolder();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent(file))))
        .isEqualTo("rwx------");
  }

  @Test
  void noOtherFolderIsMade() {
    assertThatThrownBy(() -> find("missing/agents.db").prepareFolder())
        .hasMessageContaining("there is no folder " + folder.resolve("missing"));
    assertThat(folder.resolve("missing")).doesNotExist();
  }

  @Test
  void aMissingFileIsToldWithWhereItWasLookedForAndWhatToDo() {
    assertThatThrownBy(() -> find("agents.db").requireExisting())
        .hasMessageContaining("no database at " + folder.resolve("agents.db"))
        .hasMessageContaining("'agents serve'")
        .hasMessageContaining("--db FILE");
  }

  @Test
  void aFileThatCannotBeLookedForIsNotSaidToBeMissing() throws IOException {
    Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));

    assertThatThrownBy(() -> find("loop/agents.db").requireExisting())
        .hasMessageContaining("cannot look for a database at " + folder.resolve("loop/agents.db"))
        .hasMessageContaining("--db FILE");
  }

  @Test
  void aFolderIsNoDatabase() {
    assertThatThrownBy(() -> find(".").requireExisting()).hasMessageContaining("is a folder");
    assertThatThrownBy(() -> find(".").prepareFolder()).hasMessageContaining("is a folder");
  }

  private DatabaseFile find(@Nullable String option) {
    return DatabaseFile.find(shell(), option);
  }

  private DatabaseFile ofEnvironment() {
    return DatabaseFile.ofEnvironment(shell());
  }

  private Shell shell() {
    OutputStream nowhere = OutputStream.nullOutputStream();
    return new Shell(cli.surroundings(nowhere, nowhere));
  }

  private static Path parent(DatabaseFile file) {
    return file.path().resolveSibling(".").normalize();
  }
}
