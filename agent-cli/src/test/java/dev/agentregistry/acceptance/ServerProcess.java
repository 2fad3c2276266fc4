package dev.agentregistry.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code agents serve} as a process of its own, on a free port, with a home of its own. */
final class ServerProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path home;
  private final Path log;
  private final Process process;
  private final URI uri;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServerProcess(Path home, ProcessBuilder builder) throws IOException {
    this.home = home;
    this.log = Files.createTempFile(home, "server", ".log");
    this.process = builder.redirectError(log.toFile()).start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (line == null || !line.matches("Agent Registry listening on https?://127.0.0.1:[0-9]+")) {
      throw new IllegalStateException(
          "the server said '" + line + "' and " + Files.readString(log));
    }
    this.uri = URI.create(line.substring(line.indexOf("http")));
  }

  /**
   * Starts one, and returns once it listens.
   *
   * @param arguments of {@code serve}; where they name no port, it is a free one
   */
  static ServerProcess start(Path home, String... arguments) {
    return startWith(Map.of(), home, arguments);
  }

  /** Starts one with environment variables. */
  static ServerProcess startWith(Map<String, String> variables, Path home, String... arguments) {
    try {
      ProcessBuilder builder = builder(home, List.of(arguments));
      builder.environment().putAll(variables);
      return new ServerProcess(home, builder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one that nobody waits for or listens to. */
  static Process launch(Path home) {
    try {
      return builder(home, List.of())
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessBuilder builder(Path home, List<String> arguments) {
    List<String> command = new ArrayList<>(Program.agents("serve"));
    if (!arguments.contains("--port")) {
      command.addAll(List.of("--port", "0"));
    }
    command.addAll(arguments);
    return Program.builder(home, command);
  }

  static Path database(Path home) {
    return home.resolve(".local/share/agent-registry/agents.db");
  }

  static String heartbeat(String hostname) {
    return """
    {"hostname": "%s", "machine_address": "10.0.0.5", "repo_path": "/srv/repos/tracker"}
    """
        .formatted(hostname);
  }

  /** What the server answered. */
  record Reply(int status, String contentType, JsonNode body, String retryAfter) {}

  Path tokenFile() {
    return database(home).resolveSibling("token");
  }

  /** A file with a token that no server knows. */
  static Path wrongTokenFile(Path home) {
    try {
      Path file = Files.writeString(home.resolve("wrong-token"), "not-the-token");
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String token() {
    try {
      return Files.readString(tokenFile()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Process process() {
    return process;
  }

  URI uri() {
    return uri;
  }

  /** All that it wrote to standard error. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Reply beat(String hostname) {
    return send("POST", "/api/agents/heartbeat", heartbeat(hostname));
  }

  Reply send(String method, String path, String body) {
    return sendAs(token(), method, path, body);
  }

  Reply sendWithoutToken(String method, String path, String body) {
    return send(request(method, path, body));
  }

  Reply sendAs(String token, String method, String path, String body) {
    return send(request(method, path, body).header("Authorization", "Bearer " + token));
  }

  /** All metrics, as Prometheus gets them. */
  String scrape() {
    return text(request("GET", "/metrics", "").header("Authorization", "Bearer " + token()));
  }

  String scrapeWithoutToken() {
    return text(request("GET", "/metrics", ""));
  }

  /** Ends it as an operator would, and waits until it has. */
  int stop() {
    process.destroy();
    return awaitEnd(process);
  }

  /** Ends it without a chance to do anything more, and waits until it has. */
  void kill() {
    kill(process);
  }

  static void kill(Process process) {
    process.destroyForcibly();
    awaitEnd(process);
  }

  @Override
  public void close() {
    kill();
    client.close();
  }

  private static int awaitEnd(Process process) {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a server did not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve(path));
    return body.isEmpty()
        ? request.method(method, BodyPublishers.noBody())
        : request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
  }

  private String text(HttpRequest.Builder request) {
    return new String(exchange(request).body(), StandardCharsets.UTF_8);
  }

  private Reply send(HttpRequest.Builder request) {
    HttpResponse<byte[]> response = exchange(request);
    try {
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          JSON.readTree(response.body()),
          response.headers().firstValue("Retry-After").orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
