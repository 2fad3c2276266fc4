package dev.agentregistry.http.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that counts the requests that reach it, and says to each what a test wants, however
 * wrong that is.
 */
final class RawServer implements AutoCloseable {

  private final ServerSocket socket;
  private final List<String> answers;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** Without a word: the connection just ends. */
  static final String NOTHING = "";

  /** The connection stays, and nothing comes. */
  static final String SILENCE = "silence";

  /** At an answer's end: the connection stays, and nothing more comes. */
  static final String AND_SILENCE = "\u0000silence";

  /**
   * Starts.
   *
   * @param answers to one request after the other; the last also to all that follow
   */
  RawServer(String... answers) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.answers = List.of(answers);
    Thread.ofVirtual().start(this::accept);
  }

  /** An answer with a body, after which the connection ends. */
  static String answer(String head, String body) {
    return head
        + "\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\nConnection: close\r\n\r\n"
        + body;
  }

  static String problem(int status, String more, String detail) {
    return answer(
        "HTTP/1.1 " + status + " X\r\nContent-Type: application/problem+json" + more,
        "{\"status\": %d, \"detail\": \"%s\"}".formatted(status, detail));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** The heads of the requests that came. */
  List<String> requests() {
    return requests;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try {
      String head = readRequest(connection.getInputStream());
      if (head.isEmpty()) {
        connection.close();
        return;
      }
      String answer;
      synchronized (this) {
        answer = answers.get(Math.min(requests.size(), answers.size() - 1));
        requests.add(head);
      }
      if (!answer.equals(SILENCE)) {
        String said = answer.replace(AND_SILENCE, "");
        connection.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
        connection.getOutputStream().flush();
        if (said.equals(answer)) {
          connection.close();
        }
      }
    } catch (IOException clientIsGone) {
      // The test sees that for itself.
    }
  }

  /** Reads a request to its end, so that the answer does not reset the connection. */
  private static String readRequest(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.UTF_8);
    int length =
        text.lines()
            .map(line -> line.toLowerCase(Locale.ROOT))
            .filter(line -> line.startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    in.readNBytes(length);
    return text;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : open) {
      connection.close();
    }
  }
}
