package dev.agentregistry.cli;

import dev.agentregistry.domain.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Checks of what is around a database file: who may get at it, and whether there is room. */
final class FileChecks {

  private static final long MIB = 1024 * 1024;
  private static final long LITTLE_SPACE = 32 * MIB;

  /** The write-ahead log alone may take 256 MiB for a while. */
  private static final long SCARCE_SPACE = 512 * MIB;

  private static final Set<PosixFilePermission> WRITE_FOR_OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
  private static final Set<PosixFilePermission> READ_FOR_OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private FileChecks() {}

  static List<Finding> of(DatabaseFile file) {
    List<Finding> findings = new ArrayList<>();
    Path path = file.path();
    if (OwnerOnly.isKnown(path)) {
      findings.add(permissions(path));
      findings.add(folder(path.resolveSibling("")));
      Path token = TokenFile.beside(file).path();
      if (Files.exists(token)) {
        findings.add(token(token));
      }
    }
    findings.add(space(path));
    return findings;
  }

  private static Finding permissions(Path path) {
    String name = "permissions";
    return check(
        name,
        path,
        modes -> {
          String advice = ": run chmod 600 " + path;
          if (overlap(modes, WRITE_FOR_OTHERS)) {
            return Finding.problem(name, "others may write " + path + advice);
          }
          return overlap(modes, READ_FOR_OTHERS)
              ? Finding.warning(name, "others may read " + path + advice)
              : Finding.ok(name, "nobody else may read or write " + path);
        });
  }

  private static Finding folder(Path folder) {
    String name = "folder";
    return check(
        name,
        folder,
        modes ->
            overlap(modes, WRITE_FOR_OTHERS)
                ? Finding.problem(
                    name, "others may replace files in %1$s: run chmod go-w %1$s".formatted(folder))
                : Finding.ok(name, "nobody else may change " + folder));
  }

  private static Finding token(Path token) {
    String name = "token";
    return check(
        name,
        token,
        modes ->
            overlap(modes, WRITE_FOR_OTHERS) || overlap(modes, READ_FOR_OTHERS)
                ? Finding.problem(
                    name,
                    "others may read or write the token file %1$s: run chmod 600 %1$s"
                        .formatted(token))
                : Finding.ok(name, "nobody else may read " + token));
  }

  private interface Judgement {
    Finding of(Set<PosixFilePermission> modes);
  }

  private static Finding check(String name, Path path, Judgement judgement) {
    try {
      return judgement.of(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      return Finding.problem(name, "cannot look at " + path + ": " + Reason.of(e));
    }
  }

  private static boolean overlap(Set<PosixFilePermission> modes, Set<PosixFilePermission> bad) {
    return modes.stream().anyMatch(bad::contains);
  }

  private static Finding space(Path path) {
    try {
      return space(Files.getFileStore(path).getUsableSpace());
    } catch (IOException e) {
      return Finding.problem("space", "cannot look at the disk: " + Reason.of(e));
    }
  }

  /** What so many free bytes mean. */
  static Finding space(long free) {
    String left = free / MIB + " MiB left on the disk";
    if (free < LITTLE_SPACE) {
      return Finding.problem("space", left + ": free some, or heartbeats will be refused");
    }
    return free < SCARCE_SPACE
        ? Finding.warning("space", left + ": free some")
        : Finding.ok("space", left);
  }
}
