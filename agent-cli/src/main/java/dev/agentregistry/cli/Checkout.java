package dev.agentregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The path that a git checkout is registered under: the real one, without symbolic links. */
final class Checkout {

  /** From the root on: of this system, or of Windows with its drives and shares. */
  private static final Pattern ROOTED = Pattern.compile("[/\\\\]|[A-Za-z]:");

  private static final String GIT = ".git";

  private Checkout() {}

  /** The git root around a directory; the directory itself where there is none. */
  static String around(Path directory) {
    Path start = realPath(directory);
    if (Locales.isGarbled(start.toString())) {
      throw CommandException.failed(
          "cannot read the current directory's path in this locale: " + Locales.REMEDY);
    }
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (isGitRoot(folder)) {
        return folder.toString();
      }
    }
    return start.toString();
  }

  /**
   * A path that the user named. One that is not there (it may be on another machine) stays, if it
   * names a place by itself; one that is relative is meant from the current directory on.
   */
  static String named(Path directory, String path) {
    try {
      return directory.resolve(path).toRealPath().toString();
    } catch (IOException notHere) {
      return ROOTED.matcher(path).lookingAt()
          ? path
          : directory.resolve(path).normalize().toString();
    }
  }

  /** In a worktree and in a submodule, {@code .git} is a file that names the real place. */
  private static boolean isGitRoot(Path folder) {
    Path git = folder.resolve(GIT);
    return Files.isDirectory(git) || Files.isRegularFile(git);
  }

  private static Path realPath(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw CommandException.failed(
          "cannot read the current directory "
              + directory
              + ": "
              + Reason.of(e)
              + "; name the checkout with --repo, or where the path is not ASCII, "
              + Locales.REMEDY,
          e);
    }
  }
}
