package dev.agentregistry.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads lines, one at a time, passing over blank ones. Not thread-safe. */
final class Lines {

  /**
   * The longest line that is kept: 2 MiB. The longest record there can be has 2,000 issues and
   * capabilities of 128 characters, which JSON may spell in 6 bytes each.
   */
  static final int MAX_BYTES = 2 * 1024 * 1024;

  private final InputStream source;
  private final byte[] buffer = new byte[64 * 1024];
  private int from;
  private int to;
  private long number;
  private long bytes;

  Lines(InputStream source) {
    this.source = source;
  }

  /** The next line that is not blank; empty at the end. */
  Optional<Line> next() throws IOException {
    while (fill()) {
      Line line = read();
      if (!line.isBlank()) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  /** How many bytes were read. */
  long bytes() {
    return bytes;
  }

  private Line read() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    boolean isTooLong = false;
    boolean isEnd = false;
    while (!isEnd && fill()) {
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      isTooLong |= text.size() + end - from > MAX_BYTES;
      if (!isTooLong) {
        text.write(buffer, from, end - from);
      }
      isEnd = end < to;
      bytes += end - from + (isEnd ? 1 : 0);
      from = isEnd ? end + 1 : end;
    }
    return new Line(++number, text.toByteArray(), isTooLong);
  }

  /** Whether there is something more to read. */
  private boolean fill() throws IOException {
    if (from < to) {
      return true;
    }
    from = 0;
    to = Math.max(0, source.read(buffer));
    return to > 0;
  }
}
