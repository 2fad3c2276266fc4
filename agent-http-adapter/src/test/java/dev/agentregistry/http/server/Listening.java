package dev.agentregistry.http.server;

import dev.agentregistry.http.ApiDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Somebody who listens to a server's events, line by line. */
final class Listening implements AutoCloseable {

  private static final String DATA = "data: ";

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  private Listening(HttpRequest request) throws IOException, InterruptedException {
    this.response = client.send(request, BodyHandlers.ofInputStream());
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** Listens, and has read the first block. */
  static Listening to(TestServer server, String query) throws Exception {
    Listening listening = to(server.request("/api/agents/events" + query));
    listening.block();
    return listening;
  }

  static Listening to(HttpRequest.Builder request) throws Exception {
    return new Listening(request.build());
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  /**
   * The next lines up to an empty one, joined by {@code |}; empty where the stream ended. An event
   * has to be as the API's document says.
   */
  String block() throws IOException {
    List<String> block = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        return String.join("|", block);
      }
      if (line.startsWith(DATA)) {
        ApiDocument.get().checkEvent(line.substring(DATA.length()));
      }
      block.add(line);
    }
    return "";
  }

  /** The next event's number and name. */
  String event() throws IOException {
    String block = block();
    return block.substring(0, block.indexOf("|data: ")).replace("|event:", "").substring(4);
  }

  /** The number and name of the next so many events. */
  List<String> events(int count) throws IOException {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(event());
    }
    return events;
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
