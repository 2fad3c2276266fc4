package dev.agentregistry.http.server;

import dev.agentregistry.domain.RegistryEvent;
import dev.agentregistry.http.json.EventJson;
import dev.agentregistry.http.json.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a stream of events consists of (WHATWG HTML, section 9.2). */
final class EventBlocks {

  private EventBlocks() {}

  /** An event. JSON has no line ends of its own. */
  static byte[] of(RegistryEvent event) {
    byte[] data = JsonBytes.of(event);
    ByteArrayOutputStream block = new ByteArrayOutputStream(data.length + 64);
    String head = "id: %d\nevent: %s\ndata: ".formatted(event.id(), EventJson.name(event));
    block.writeBytes(ascii(head));
    block.writeBytes(data);
    block.writeBytes(ascii("\n\n"));
    return block.toByteArray();
  }

  /**
   * The first of a stream. Without data it is no event, but from here on the client knows where to
   * go on.
   */
  static byte[] connected(long id) {
    return ascii(": connected\nid: %d\n\n".formatted(id));
  }

  /** Says that nothing happened which the client wants to know, up to this event. */
  static byte[] keepAlive(long id) {
    return ascii(":\nid: %d\n\n".formatted(id));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
