package dev.agentregistry.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of 8 MB in memory, mounted at a folder, that a test can fill. */
final class SmallDisk implements AutoCloseable {

  private static final int BLOCK = 4096;

  private final Path folder;
  private final Path filler;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
  }

  /** Skips the test where the machine lets nobody mount: in many containers not even root may. */
  static SmallDisk at(Path folder) throws IOException {
    Files.createDirectories(folder);
    String where = folder.toString();
    Privileged.runOrSkip(folder, List.of("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", where));
    return new SmallDisk(folder);
  }

  /** Takes all that is left. */
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] block = new byte[BLOCK];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (Files.getFileStore(folder).getUsableSpace() >= BLOCK) {
        throw full;
      }
    }
  }

  /** Gives it back. */
  void free() throws IOException {
    Files.delete(filler);
  }

  void makeReadOnly() {
    remount("ro");
  }

  void makeWritable() {
    remount("rw");
  }

  private void remount(String mode) {
    run("mount", "-o", "remount," + mode, folder.toString());
  }

  /** Unmounts it, also while something still has it open. */
  @Override
  public void close() {
    run("umount", "--lazy", folder.toString());
  }

  private void run(String... command) {
    Privileged.run(folder.getParent(), List.of(command));
  }
}
