package dev.agentregistry.http.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.agentregistry.http.ApiDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/** A receiver of posts, which answers what a test wants, and yes after that. */
final class PostReceiver {

  private final LinkedBlockingQueue<Post> posts = new LinkedBlockingQueue<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private Optional<HttpServer> server = Optional.empty();
  private int port;

  record Post(String path, String event, String id, String signature, String body) {}

  /** Starts, in its old place if it had one. */
  void start() throws IOException {
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    started.createContext("/", this::take);
    started.start();
    port = started.getAddress().getPort();
    server = Optional.of(started);
  }

  void stop() {
    server.ifPresent(running -> running.stop(0));
    server = Optional.empty();
  }

  int port() {
    return port;
  }

  /** Sets the next answers: a status, and after a space one header, if there is to be one. */
  void answer(String... next) {
    synchronized (answers) {
      answers.addAll(List.of(next));
    }
  }

  /**
   * The next post; the test's own timeout ends the wait where none comes. It has to be as the API's
   * document says.
   */
  Post next() throws InterruptedException {
    Post post = posts.take();
    ApiDocument.get().checkEvent(post.body());
    return post;
  }

  boolean hasMore() {
    return !posts.isEmpty();
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String answer;
    synchronized (answers) {
      answer = answers.isEmpty() ? "204" : answers.removeFirst();
    }
    String[] parts = answer.split(" ", 2);
    if (parts.length > 1) {
      String[] header = parts[1].split("=", 2);
      exchange.getResponseHeaders().add(header[0], header[1]);
    }
    Post post =
        new Post(
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Agent-Registry-Event"),
            exchange.getRequestHeaders().getFirst("Agent-Registry-Event-Id"),
            exchange.getRequestHeaders().getFirst("Agent-Registry-Signature"),
            body);
    exchange.sendResponseHeaders(Integer.parseInt(parts[0]), -1);
    exchange.close();
    // Only now the answer is on its way: a receiver that stops earlier is posted it again.
    posts.add(post);
  }
}
