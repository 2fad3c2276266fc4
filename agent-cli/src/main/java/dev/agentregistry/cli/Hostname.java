package dev.agentregistry.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * This machine's name. The environment is not asked: {@code HOSTNAME} is not always exported, and
 * an old one survives a renaming.
 */
final class Hostname {

  /** What the Linux kernel says now, then what it is told at each start. */
  private static final List<Path> FILES =
      List.of(Path.of("/proc/sys/kernel/hostname"), Path.of("/etc/hostname"));

  private Hostname() {}

  static String find() {
    return find(FILES, Hostname::ask);
  }

  /** The first name in one of the files; where there is none, what the resolver says. */
  static String find(List<Path> files, Supplier<String> resolver) {
    return files.stream().flatMap(file -> read(file).stream()).findFirst().orElseGet(resolver);
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.readString(file)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .findFirst();
    } catch (IOException notHere) {
      return Optional.empty();
    }
  }

  private static String ask() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw CommandException.failed(
          "cannot find out this machine's name: name it with --hostname", e);
    }
  }
}
