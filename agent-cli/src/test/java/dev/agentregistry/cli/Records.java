package dev.agentregistry.cli;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.http.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Records as lines of a file. */
final class Records {

  private static final Instant T0 = Instant.parse("2026-01-31T09:00:00.001Z");
  private static final int[] ALPHABET = "aZ9 /\\\"':äж漢字🙂é\u00a0\u2028".codePoints().toArray();

  private Records() {}

  /** One of a host, of a version and as many seconds old. */
  static Agent agent(String hostname, long version) {
    Heartbeat heartbeat =
        Heartbeat.builder()
            .hostname(hostname)
            .machineAddress("10.0.0.5")
            .repoPath("/srv/repos/tracker")
            .build();
    return Agent.restored(heartbeat, T0, T0, T0.plusSeconds(version), version);
  }

  static String line(Agent agent) {
    return new String(JsonBytes.of(agent), StandardCharsets.UTF_8);
  }

  /** The lines, sorted by ID as an export has them. */
  static String file(List<Agent> agents) {
    return agents.stream()
        .sorted(Comparator.comparing(Agent::id))
        .map(agent -> line(agent) + "\n")
        .collect(Collectors.joining());
  }

  /** Records with whatever the rules allow, each of another identity. */
  static List<Agent> hostile(int count) {
    Random random = new Random(42);
    return IntStream.range(0, count)
        .mapToObj(i -> hostile(random, i))
        .collect(Collectors.toMap(Agent::id, agent -> agent, (one, sameId) -> one))
        .values()
        .stream()
        .toList();
  }

  private static Agent hostile(Random random, int number) {
    Heartbeat heartbeat =
        Heartbeat.builder()
            .hostname("h" + number + text(random, random.nextInt(200)))
            .machineAddress("fe80::" + number)
            .repoPath("/" + text(random, number % 50 == 0 ? 4_095 : random.nextInt(60)))
            .status("status-" + number % 7)
            .issueIds(items(random, "issue\n\r\t\u0000\u0007 "))
            .capabilities(items(random, "\u001b[31m\u007f"))
            .ttl(Duration.ofSeconds(1 + random.nextInt(604_800)))
            .build();
    Instant created = T0.plusMillis(random.nextInt(1_000_000_000));
    Instant updated = created.plusMillis(random.nextInt(1_000_000));
    return Agent.restored(
        heartbeat, created, updated, updated.plusMillis(random.nextInt(1_000)), 1 + number);
  }

  private static List<String> items(Random random, String start) {
    List<String> items = new ArrayList<>();
    Stream.generate(() -> start + text(random, 30)).limit(random.nextInt(4)).forEach(items::add);
    return items;
  }

  private static String text(Random random, int length) {
    return random
        .ints(length, 0, ALPHABET.length)
        .map(i -> ALPHABET[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
