package dev.agentregistry.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Standard output as UTF-8 text; its failures can be told from all others. */
final class StandardOutput extends Writer {

  /** Standard output does not take what is written to it. */
  static final class Failure extends IOException {

    private static final long serialVersionUID = 1L;

    Failure(IOException cause) {
      super("cannot write to standard output: " + cause.getMessage(), cause);
    }

    /**
     * Whether the reader is gone, as in {@code agents list | head -1}. The text comes from the
     * system and may be in the user's language, but the technical word stays in most.
     */
    boolean isClosedPipe() {
      Throwable cause = getCause();
      String reason = cause == null ? null : cause.getMessage();
      return reason != null && reason.toLowerCase(Locale.ROOT).contains("pipe");
    }
  }

  private final Writer target;

  StandardOutput(OutputStream target) {
    this.target = new OutputStreamWriter(new BufferedOutputStream(target), StandardCharsets.UTF_8);
  }

  void line(String text) throws IOException {
    write(text);
    write('\n');
  }

  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    try {
      target.write(characters, offset, length);
    } catch (IOException e) {
      throw new Failure(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      target.flush();
    } catch (IOException e) {
      throw new Failure(e);
    }
  }

  /** Flushes only: the stream belongs to the process. */
  @Override
  public void close() throws IOException {
    flush();
  }
}
