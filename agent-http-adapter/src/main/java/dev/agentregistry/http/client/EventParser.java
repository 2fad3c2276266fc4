package dev.agentregistry.http.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads a stream of Server-Sent Events, of one connection, as WHATWG HTML section 9.2.6 says. A
 * name of an event is not looked at: what is ours names it in the data too. Not thread-safe.
 */
final class EventParser {

  /** Far more than an event of ours can have. */
  private static final int MAX_BYTES = 32 * 1024 * 1024;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Consumer<EventBlock> events;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private boolean isAtStart = true;
  private boolean isAfterReturn;
  private String id;
  private String lastEventId;

  /**
   * At the start of a connection.
   *
   * @param lastEventId the last number that earlier connections named
   * @param events is told each event
   */
  EventParser(String lastEventId, Consumer<EventBlock> events) {
    this.id = lastEventId;
    this.lastEventId = lastEventId;
    this.events = events;
  }

  /** The last number that was named by a block that came to its end. */
  String lastEventId() {
    return lastEventId;
  }

  /**
   * Reads on. A line may come in any pieces, and so may a character.
   *
   * @throws IOException if a block is too long to be one of ours
   */
  void read(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\r' || (next == '\n' && !isAfterReturn)) {
        endLine();
      } else if (next != '\n') {
        line.write(next);
      }
      isAfterReturn = next == '\r';
      if (line.size() + data.length() > MAX_BYTES) {
        throw new IOException("an event has no end");
      }
    }
  }

  private void endLine() {
    byte[] bytes = line.toByteArray();
    line.reset();
    int start = isAtStart && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
    isAtStart = false;
    String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      dispatch();
      return;
    }
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1);
    take(field, value.startsWith(" ") ? value.substring(1) : value);
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= BYTE_ORDER_MARK.length
        && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, 3);
  }

  /** Comments have an empty name; what is not known is ignored as they are. */
  private void take(String field, String value) {
    switch (field) {
      case "data" -> data.append(value).append('\n');
      case "id" -> {
        if (value.indexOf('\0') < 0) {
          id = value;
        }
      }
      default -> {}
    }
  }

  private void dispatch() {
    lastEventId = id;
    if (!data.isEmpty()) {
      data.setLength(data.length() - 1);
      String all = data.toString();
      data.setLength(0);
      events.accept(new EventBlock(id, all));
    }
  }
}
