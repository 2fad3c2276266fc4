package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.RegistryEvent;
import dev.agentregistry.http.server.EventRing.Position;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventRingTest {

  private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");

  private static List<RegistryEvent> events(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .<RegistryEvent>mapToObj(
            id -> new RegistryEvent.OfIssue(id, NOW, new Issue("T", IssueState.HELD, 0, List.of())))
        .toList();
  }

  private static EventRing ring(int maxEvents, long maxBytes, long start, long end) {
    EventRing ring = new EventRing(maxEvents, maxBytes);
    ring.restart(start);
    ring.add(events(start + 1, end));
    return ring;
  }

  private static List<Long> ids(EventRing ring, Position position) {
    return ring.after(position).orElse(List.of()).stream().map(e -> e.event().id()).toList();
  }

  @Test
  void whatFollowsAPositionIsThereAsLongAsItIsKept() {
    EventRing ring = ring(3, 100_000, 10, 15);
    Position end = ring.end();

    assertThat(end.id()).isEqualTo(15);
    assertThat(ids(ring, end.at(12))).containsExactly(13L, 14L, 15L);
    assertThat(ids(ring, end.at(14))).containsExactly(15L);
    assertThat(ring.after(end)).contains(List.of());
    assertThat(ring.after(end.at(11))).isEmpty();
    assertThat(ring.after(end.at(16))).isEmpty();
    assertThat(ring.after(end.at(-1))).isEmpty();
  }

  @Test
  void itKeepsNoMoreBytesThanItMay() {
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    EventRing ring = ring(100, 100_000, 10, 11);
    ring.after(ring.end().at(10)).orElseThrow().get(0).writeTo(one);

    EventRing small = ring(100, 2L * one.size(), 10, 20);

    assertThat(ids(small, small.end().at(18))).containsExactly(19L, 20L);
    assertThat(small.after(small.end().at(17))).isEmpty();
    assertThat(one.toString(StandardCharsets.UTF_8))
        .startsWith("id: 11\nevent: held\ndata: {\"event\":\"held\"")
        .endsWith("}\n\n");
  }

  @Test
  void oneEventThatIsTooLargeLeavesNothing() {
    EventRing ring = ring(100, 10, 10, 20);

    assertThat(ring.end().id()).isEqualTo(20);
    assertThat(ring.after(ring.end())).contains(List.of());
    assertThat(ring.after(ring.end().at(19))).isEmpty();
  }

  @Test
  void nobodyGoesOnWhereEventsAreMissing() {
    EventRing ring = ring(100, 100_000, 10, 15);
    Position before = ring.end();
    ring.add(List.of(new RegistryEvent.Missed(20, NOW)));
    ring.add(events(21, 22));

    assertThat(ring.after(before)).isEmpty();
    assertThat(ring.after(before.at(20))).isEmpty();
    assertThat(ids(ring, ring.end().at(20))).containsExactly(21L, 22L);
    assertThat(ring.after(ring.end().at(19))).isEmpty();
  }

  @Test
  void numbersMayBeginAgain() {
    EventRing ring = ring(100, 100_000, 10, 15);
    Position before = ring.end().at(4);
    ring.add(List.of(new RegistryEvent.Missed(3, NOW)));
    ring.add(events(4, 8));

    assertThat(ring.after(before)).isEmpty();
    assertThat(ids(ring, ring.end().at(6))).containsExactly(7L, 8L);
  }

  @Test
  void aListenerGetsToSeeSoManyAtOnce() {
    EventRing ring = ring(10_000, 10_000_000, 0, 2_500);

    assertThat(ids(ring, ring.end().at(0))).hasSize(1_000).startsWith(1L).endsWith(1_000L);
  }
}
