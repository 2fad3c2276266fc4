package dev.agentregistry.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentregistry.acceptance.Program.Result;
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
    Result mounted = run(folder, "mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", "" + folder);
    assumeTrue(mounted.exitCode() == 0, "needs the right to mount a disk: " + mounted.err());
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
    Result result = run(folder.getParent(), "mount", "-o", "remount," + mode, "" + folder);
    if (result.exitCode() != 0) {
      throw new IllegalStateException(result.err());
    }
  }

  /** Unmounts it, also while something still has it open. */
  @Override
  public void close() {
    run(folder.getParent(), "umount", "--lazy", folder.toString());
  }

  private static Result run(Path directory, String... command) {
    return Program.run(Program.builder(directory, List.of(command)));
  }
}
