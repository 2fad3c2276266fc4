package dev.agentregistry.cli;

import dev.agentregistry.domain.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = {
      "Checks a database, and says what to do.",
      "Is it sound, who may read it, is there room, are clocks right, which agents are",
      "likely one and the same.",
      "With --url: is the server there, does it take the token, do the clocks agree."
    },
    footer = {
      "%nNothing is changed. Exit code 5 says that there is a problem beyond warnings.",
      "%nExamples:",
      "  agents doctor",
      "  agents doctor --db agents.db --full",
      "  agents doctor --db postgresql://agents@db.example.org/agents",
      "  agents doctor --url https://agents.example.org -o json"
    })
final class DoctorCommand implements Callable<Integer> {

  private final Shell shell;

  @Option(
      names = "--full",
      description = "Compare indexes with their tables too, which takes longer.",
      order = 1)
  private boolean full;

  @Mixin private final ReportOption output = new ReportOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Database> database = registry.database(shell);
    if (full && database.filter(DatabaseFile.class::isInstance).isEmpty()) {
      throw CommandException.usage("--full needs the database file: name it with --db");
    }
    List<Finding> findings = database.isPresent() ? checks(database.get()) : serverChecks();
    if (output.isJson()) {
      new ReportPresentation(shell).checks(findings);
    } else {
      show(findings);
    }
    return findings.stream().anyMatch(finding -> finding.state() == Finding.State.PROBLEM)
        ? ExitCode.CHECK_FAILED
        : ExitCode.DONE;
  }

  private List<Finding> checks(Database database) {
    return database instanceof DatabaseServer server
        ? Registries.inspect(server, shell.now())
        : checks(database.local());
  }

  private List<Finding> checks(DatabaseFile file) {
    try {
      file.requireExisting();
    } catch (CommandException missing) {
      return List.of(Finding.problem("file", String.valueOf(missing.getMessage())));
    }
    List<Finding> findings = new ArrayList<>(Registries.inspect(file, full, shell.now()));
    if (findings.getFirst().state() != Finding.State.PROBLEM) {
      // Of a file that is not ours there is nothing more to say.
      findings.addAll(FileChecks.of(file));
    }
    return findings;
  }

  private List<Finding> serverChecks() throws IOException {
    try (OpenServer server = registry.openServer(shell).orElseThrow()) {
      return new ServerChecks(server, shell).run();
    }
  }

  private void show(List<Finding> findings) throws IOException {
    for (Finding finding : findings) {
      shell
          .out()
          .line(
              "%-7s  %-11s  %s"
                  .formatted(
                      Values.name(finding.state()),
                      finding.name(),
                      Printable.of(finding.message())));
    }
  }
}
