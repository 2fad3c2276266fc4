package dev.agentregistry.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One keep-alive connection on which a test sees exactly what was answered: a whole answer, none at
 * all, or one that was cut off.
 */
final class HttpConnection implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private final String token;
  private long beats;

  private HttpConnection(Socket socket, String token) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.token = token;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  static HttpConnection to(ServerProcess server) throws IOException {
    String token = server.token();
    return new HttpConnection(new Socket(server.uri().getHost(), server.uri().getPort()), token);
  }

  /** A whole answer. */
  record Answer(int status, Map<String, String> headers, String body) {

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The server began to answer, and the connection ended before it was through. */
  static final class CutOffException extends IOException {

    private static final long serialVersionUID = 1L;

    CutOffException(String soFar, IOException cause) {
      super("the answer was cut off after: " + soFar, cause);
    }
  }

  Answer beat(String body) throws IOException {
    Answer answer = send("POST", "/api/agents/heartbeat", body);
    beats++;
    return answer;
  }

  /** How many heartbeats were answered. */
  long beats() {
    return beats;
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param headers whole lines, each without its end
   * @throws CutOffException if only a part of the answer came
   * @throws IOException if nothing of an answer came
   */
  Answer send(String method, String path, String body, String... headers) throws IOException {
    write(method, path, body, headers);
    return read();
  }

  /** Sends a request and waits for nothing. */
  void write(String method, String path, String body, String... headers) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        """
        %s %s HTTP/1.1
        Host: localhost
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d
        %s
        """
            .formatted(method, path, token, bytes.length, lines(headers))
            .replace("\n", "\r\n");
    byte[] headBytes = head.getBytes(StandardCharsets.UTF_8);
    byte[] request = new byte[headBytes.length + bytes.length];
    System.arraycopy(headBytes, 0, request, 0, headBytes.length);
    System.arraycopy(bytes, 0, request, headBytes.length, bytes.length);
    socket.getOutputStream().write(request);
  }

  /** The answer to the oldest request that has none yet. */
  Answer read() throws IOException {
    StringBuilder soFar = new StringBuilder();
    try {
      String statusLine = readLine(soFar);
      Map<String, String> headers = new HashMap<>();
      for (String line = readLine(soFar); !line.isEmpty(); line = readLine(soFar)) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the body is too short");
      }
      int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
      return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw soFar.isEmpty() ? e : new CutOffException(soFar.toString(), e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static String lines(String... headers) {
    StringBuilder lines = new StringBuilder();
    for (String header : headers) {
      lines.append(header).append('\n');
    }
    return lines.toString();
  }

  /** Also notes each character, so that it is known how far an answer came. */
  private String readLine(StringBuilder soFar) throws IOException {
    int start = soFar.length();
    int next = in.read();
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      soFar.append((char) next);
      next = in.read();
    }
    String line = soFar.substring(start);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
