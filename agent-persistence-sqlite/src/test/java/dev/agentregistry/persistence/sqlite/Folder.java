package dev.agentregistry.persistence.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** What lies in a folder. */
final class Folder {

  private Folder() {}

  /**
   * The name of each file in it, with its size and the checksum of its bytes. Not those of a {@code
   * -shm} file: that is memory in which the programs that have the file open tell each other so.
   */
  static SortedMap<String, String> contents(Path folder) {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        contents.put(file.getFileName().toString(), summary(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }

  /** Copies the files whose name starts as the given file's does into another folder. */
  static void copy(Path file, Path folder) {
    String name = file.getFileName().toString();
    try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
      for (Path each : files.toList()) {
        if (each.getFileName().toString().startsWith(name)) {
          Files.copy(each, folder.resolve(each.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String summary(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return "folder";
    }
    if (file.toString().endsWith("-shm")) {
      return "shared memory";
    }
    byte[] bytes = Files.readAllBytes(file);
    return bytes.length + " bytes, CRC " + crc(bytes);
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
