package dev.agentregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    description = {
      "Copies the database, whole and as of one moment, while a server runs on it.",
      "The copy is checked; it is a database file like any other, with all tokens.",
      "For a PostgreSQL database use its own tools, such as pg_dump."
    },
    footer = {
      "%nTo restore, stop the server and put the copy in the place of its file (and",
      "remove the -wal file beside that).",
      "%nExamples:",
      "  agents backup /var/backups/agents.db",
      "  agents backup /var/backups/agents.db --db agents.db --force"
    })
final class BackupCommand implements Callable<Integer> {

  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "The file to write, whole or not at all.")
  private String file = "";

  @Option(names = "--force", description = "Replace the file if it is there.", order = 1)
  private boolean force;

  @Mixin private final RegistryOptions registry = new RegistryOptions();

  BackupCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    DatabaseFile database = file(registry.database(shell));
    Path target = shell.resolve(file);
    database.requireExisting();
    database.refuseToReplace(target);
    refuseBesideLog(target);
    copy(database, target);
    shell.say("Copied the database to " + target + ".");
    return ExitCode.DONE;
  }

  private static DatabaseFile file(Optional<Database> database) {
    if (database.isEmpty()) {
      throw CommandException.usage(
          "a backup needs the database file: name it with --db, on the server's machine; 'agents"
              + " export' works from afar");
    }
    if (database.get() instanceof DatabaseFile named) {
      return named;
    }
    throw CommandException.usage(
        "only a database file is backed up so: for %s use pg_dump, or 'agents export'"
            .formatted(database.get().shown()));
  }

  private void copy(DatabaseFile database, Path target) throws IOException {
    try (WholeFile whole = WholeFile.draft(shell, target, force)) {
      try (Progress progress = Progress.of(shell, "Copying", Progress.Unit.PAGES)) {
        Registries.backUp(database, whole.draft(), progress);
      }
      whole.publish();
    }
  }

  /** SQLite would take the log of another file for that of the copy, and damage it. */
  private static void refuseBesideLog(Path target) {
    for (String suffix : new String[] {"-wal", "-journal"}) {
      Path log = Path.of(target + suffix);
      if (Files.exists(log)) {
        throw CommandException.refused(
            log + " is there, so " + target + " may be in use: name another file");
      }
    }
  }
}
