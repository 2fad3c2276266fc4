package dev.agentregistry.http.server;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection on which a test says what no HTTP client would. */
final class RawConnection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int PAUSE_MILLIS = 20;

  private final Socket socket;

  RawConnection(int port) throws IOException {
    this.socket = new Socket("127.0.0.1", port);
    this.socket.setSoTimeout(PATIENCE_MILLIS);
  }

  RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  /** Lets the server know that this was all, and still listens. */
  RawConnection sendNoMore() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Goes away without a word. */
  void vanish() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** All that the server says until it closes the connection. */
  String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** All that the server said, where it may have ended the connection rudely. */
  String readUntilItIsOver() {
    StringBuilder all = new StringBuilder();
    byte[] buffer = new byte[8192];
    try {
      for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
        all.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException reset) {
      return all.toString();
    }
    return all.toString();
  }

  /**
   * Waits a little for the server to say something, which it should not.
   *
   * @throws IOException if it did, or has closed the connection
   */
  void pause() throws IOException {
    socket.setSoTimeout(PAUSE_MILLIS);
    try {
      throw new IOException("the server said " + socket.getInputStream().read());
    } catch (SocketTimeoutException silence) {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /** What the server says, up to this text, and whatever came with it. */
  String readUntil(String text) throws IOException {
    StringBuilder all = new StringBuilder();
    byte[] buffer = new byte[65_536];
    while (all.indexOf(text, all.length() - buffer.length - text.length()) < 0) {
      int read = socket.getInputStream().read(buffer);
      if (read < 0) {
        throw new IOException("the server closed the connection before it said " + text);
      }
      all.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
    }
    return all.toString();
  }

  /** One answer with a Content-Length. */
  String readAnswer() throws IOException {
    String head = readHead();
    int length =
        head.lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    byte[] body = socket.getInputStream().readNBytes(length);
    return head + new String(body, StandardCharsets.UTF_8);
  }

  /** The head of one answer: all of an answer to HEAD. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append(readByte());
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private char readByte() throws IOException {
    int next = socket.getInputStream().read();
    if (next < 0) {
      throw new IOException("the server closed the connection before it answered");
    }
    return (char) next;
  }
}
