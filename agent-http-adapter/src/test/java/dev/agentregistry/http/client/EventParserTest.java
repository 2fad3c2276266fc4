package dev.agentregistry.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WHATWG HTML, section 9.2.6. In the tables, {@code |} ends a line and {@code /} an event. */
class EventParserTest {

  private final List<EventBlock> events = new ArrayList<>();
  private final EventParser parser = new EventParser("before", events::add);

  private void read(String text, int pieces) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i += pieces) {
      parser.read(ByteBuffer.wrap(bytes, i, Math.min(pieces, bytes.length - i)));
    }
  }

  private String read() {
    List<String> all = new ArrayList<>();
    events.forEach(event -> all.add(event.id() + "=" + event.data().replace("\n", "|")));
    return String.join("/", all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      nullValues = "null",
      emptyValue = "",
      value = {
        "data: a|| => before=a",
        "data:a||data: b|| => before=a/before=b",
        "data:  a|| => before= a",
        "data|| => before=",
        "data|data|| => before=|",
        "data: a|data: b|| => before=a|b",
        "data: a|:comment|data:b|| => before=a|b",
        "id: 1|event: x|data: a|| => 1=a",
        "id: 1||data: a|| => 1=a",
        "id: 1|data: a||data: b||id||data: c|| => 1=a/1=b/=c",
        "id: 1|id: 2|data: a|| => 2=a",
        "data: a|id: 7 x|| => 7 x=a",
        "Data: a|DATA: b|retry: 10|unknown|| => ''",
        "data: a => ''",
        "data: a| => ''",
        ":||:|| => ''",
        "|||data: a|| => before=a",
        "data: ä€😀|| => before=ä€😀",
      })
  void anEventIsReadByTheLetterInWhateverPiecesItComes(String stream, String expected)
      throws IOException {
    for (String end : List.of("\n", "\r", "\r\n")) {
      for (int pieces : List.of(1, 2, 3, 5, 1000)) {
        events.clear();
        EventParser fresh = new EventParser("before", events::add);
        byte[] bytes = stream.replace("|", end).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += pieces) {
          fresh.read(ByteBuffer.wrap(bytes, i, Math.min(pieces, bytes.length - i)));
        }
        assertThat(read()).as("%s by %d", end, pieces).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void aMarkOfTheByteOrderIsPassedOverOnceAtTheStart(int pieces) throws IOException {
    read("\uFEFFdata: a\n\n\uFEFFdata: b\n\ndata: \uFEFFc\n\n", pieces);

    assertThat(read()).isEqualTo("before=a/before=\uFEFFc");
  }

  @Test
  void aBlockWithoutDataIsNoEventButItsNumberCounts() throws IOException {
    read(": connected\nid: 4711\n\n", 4);
    assertThat(parser.lastEventId()).isEqualTo("4711");
    assertThat(events).isEmpty();

    read("id: 4712\ndata: half", 100);
    assertThat(parser.lastEventId()).isEqualTo("4711");
  }

  @Test
  void aNumberWithNoughtInItIsIgnored() throws IOException {
    read("id: 1\u00002\ndata: a\n\n", 100);

    assertThat(read()).isEqualTo("before=a");
  }

  @Test
  void aLineWithoutEndIsGivenUp() {
    byte[] noise = new byte[1024 * 1024];
    assertThatIOException()
        .isThrownBy(
            () -> {
              for (int i = 0; i < 40; i++) {
                parser.read(ByteBuffer.wrap(noise));
              }
            });
  }
}
