package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.cli.Registry.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandIT {

  @TempDir Path folder;
  private Registry registry;
  private String records;

  @BeforeEach
  void importAgents() {
    registry = Registry.open(Where.NEAR, folder, "agents");
    records = Records.file(List.of(Records.agent("a", 5), Records.agent("b", 6)));
    assertThat(registry.runWith(records, "import").exitCode()).isZero();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void theCopyIsADatabaseLikeTheOther() throws IOException {
    assertThat(registry.run("backup", "copy.db"))
        .isEqualTo(new Cli.Result(0, "", "Copied the database to " + folder + "/copy.db.\n"));

    assertThat(registry.cli().run("export", "--db", "copy.db").out()).isEqualTo(records);
    assertThat(mode("copy.db")).isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("agents.db", "copy.db");
  }

  @Test
  void aFileIsNotReplacedUnlessForced() throws IOException {
    Files.writeString(folder.resolve("copy.db"), "precious");

    Cli.Result refusal = registry.run("backup", "copy.db");
    assertThat(refusal.exitCode()).isEqualTo(3);
    assertThat(refusal.err()).contains("copy.db is there already", "--force").hasLineCount(1);
    assertThat(folder.resolve("copy.db")).hasContent("precious");

    assertThat(registry.run("backup", "copy.db", "--force").exitCode()).isZero();
    assertThat(registry.cli().run("export", "--db", "copy.db").out()).isEqualTo(records);
    assertThat(mode("copy.db")).isEqualTo("rw-------");
  }

  @Test
  void besideTheLogOfAnotherNothingIsWritten() throws IOException {
    Files.createFile(folder.resolve("copy.db-wal"));

    Cli.Result refusal = registry.run("backup", "copy.db", "--force");

    assertThat(refusal.exitCode()).isEqualTo(3);
    assertThat(refusal.err()).contains("copy.db-wal is there").hasLineCount(1);
    assertThat(folder.resolve("copy.db")).doesNotExist();
  }

  @Test
  void whatIsNoDatabaseOfOursLeavesNoCopy() throws IOException {
    Files.writeString(folder.resolve("text.db"), "no database, but a text ".repeat(100));

    Cli.Result refusal = registry.cli().run("backup", "copy.db", "--db", "text.db");

    assertThat(refusal.exitCode()).isEqualTo(1);
    assertThat(refusal.err()).contains("is not a SQLite database").hasLineCount(1);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("agents.db", "text.db");
  }

  @Test
  void fromAfarThereIsAnExportInstead() {
    try (Registry far = Registry.open(Where.FAR, folder, "far")) {
      Cli.Result refusal = far.run("backup", "copy.db");

      assertThat(refusal.exitCode()).isEqualTo(2);
      assertThat(refusal.err()).contains("--db", "'agents export'").hasLineCount(1);
    }
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }
}
