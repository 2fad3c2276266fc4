package dev.agentregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database in a file.
 *
 * @param path the file, absolute
 * @param isDefault whether nobody named it, so that its folder is ours to make
 */
record DatabaseFile(Path path, boolean isDefault) implements Database {

  /** Takes {@code --db}, else {@code AGENT_REGISTRY_DB}, else the default file. */
  static DatabaseFile find(Shell shell, @Nullable String option) {
    if (option != null && option.isBlank()) {
      throw CommandException.usage("--db must not be blank");
    }
    return Optional.ofNullable(option)
        .or(() -> shell.variable(VARIABLE))
        .map(named -> new DatabaseFile(shell.resolve(named), false))
        .orElseGet(() -> byDefault(shell));
  }

  /** The file that the environment names; the default one where it names none, or no file. */
  static DatabaseFile ofEnvironment(Shell shell) {
    return shell.variable(VARIABLE).filter(Database::isUrl).isPresent()
        ? byDefault(shell)
        : find(shell, null);
  }

  /** The file of which nobody needs to speak. */
  static DatabaseFile byDefault(Shell shell) {
    return new DatabaseFile(defaultPath(shell), true);
  }

  @Override
  public String shown() {
    return path.toString();
  }

  @Override
  public DatabaseFile local() {
    return this;
  }

  /** The XDG Base Directory Specification: a relative {@code XDG_DATA_HOME} is to be ignored. */
  private static Path defaultPath(Shell shell) {
    Path data =
        shell
            .variable("XDG_DATA_HOME")
            .map(Path::of)
            .filter(Path::isAbsolute)
            .orElseGet(() -> shell.surroundings().home().resolve(".local/share"));
    return data.resolve("agent-registry").resolve("agents.db");
  }

  /** Checks that the file is there. */
  void requireExisting() {
    if (Files.isDirectory(path)) {
      throw isFolder();
    }
    try {
      path.getFileSystem().provider().checkAccess(path);
    } catch (NoSuchFileException e) {
      throw CommandException.failed(
          "there is no database at "
              + path
              + ": 'agents serve' or 'agents heartbeat' makes one; --db FILE or "
              + VARIABLE
              + " names another");
    } catch (IOException e) {
      // It may be there, in a folder of somebody else: nobody is to make another one.
      throw CommandException.failed(
          "cannot look for a database at %s: %s; --db FILE or %s names another"
              .formatted(path, Reason.of(e), VARIABLE),
          e);
    }
  }

  /** Refuses to write something else under the name of this file, or of what belongs to it. */
  void refuseToReplace(Path other) {
    try {
      Path own = path.toRealPath();
      Path same = Files.exists(other) ? other.toRealPath() : other.toAbsolutePath().normalize();
      boolean isItself = Files.exists(other) && Files.isSameFile(other, path);
      if (isItself
          || same.toString().matches(Pattern.quote(own.toString()) + "(-wal|-shm|-journal)?")) {
        throw CommandException.refused(
            other + " is the database itself, or a part of it: name another file");
      }
    } catch (IOException missing) {
      // Who opens it says so.
    }
  }

  /** Makes the folder if it is ours to make, for the user alone; else checks that it is there. */
  void prepareFolder() {
    prepareFolder("--db FILE names another");
  }

  /** The same for the token's sake, where there is no database in it. */
  void prepareFolderForToken() {
    prepareFolder("--token-file names another place for the token");
  }

  private void prepareFolder(String remedy) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(path)) {
      throw isFolder();
    }
    if (Files.isDirectory(folder)) {
      return;
    }
    if (!isDefault) {
      throw CommandException.failed(
          "there is no folder " + folder + " for the database file: make it, or name another file");
    }
    try {
      Files.createDirectories(folder, OwnerOnly.folder(folder));
    } catch (IOException e) {
      throw CommandException.failed(
          "cannot make the folder " + folder + ": " + Reason.of(e) + "; " + remedy, e);
    }
  }

  private CommandException isFolder() {
    return CommandException.failed(path + " is a folder: name a database file with --db FILE");
  }
}
