package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static org.junit.jupiter.api.Named.named;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Heartbeat;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Heartbeats that are valid and easy to get wrong. */
final class HardHeartbeats {

  private HardHeartbeats() {}

  static Stream<Named<Heartbeat>> all() {
    return Stream.of(
        named("no issue, no capability, no TTL", heartbeat("plain")),
        named("Unicode", at("höst", "fe80::1", "/home/zoë/репо/日本")),
        named("not normalised", at("cafe\u0301", "caf\u00e9", "/\ufb01/\u212b/\ufeff")),
        named("surrogate pairs", at("\ud83e\udd16", "\ud83d\ude80", "/\ud835\udd38/\udbff\udfff")),
        named("single quotes", at("o'hara", "'; DROP TABLE agents; --", "/srv/it''s")),
        named("double quotes", at("\"host\"", "[\"x\"]", "/srv/\"quoted\"/{\"a\":1}")),
        named("backslashes", at("WIN-7", "192.168.1.7", "C:\\work\\repo\\new\\u0041")),
        named("network path", at("WIN-7", "192.168.1.7", "\\\\server\\share\\repo")),
        named("IPv6 with a zone", at("build-01", "fe80::1%eth0", "/srv/a:b")),
        named("spaces at both ends", at(" host ", "\u00a010.0.0.5\u00a0", " /srv/my repo ")),
        named("pattern signs", at("100%_*?[a-z]", "%", "/srv/_/%/*")),
        named("path of 4,096 characters", at("h", "a", "/" + "x".repeat(4095))),
        named("path of 4,096 surrogate pairs", at("h", "a", "\ud83d\ude00".repeat(4096))),
        named("longest host and address", at("h".repeat(255), "ü".repeat(255), "/srv")),
        named("1,000 issues", heartbeat("issues").withIssueIds(items("TRCKR-%d", 1000))),
        named("1,000 capabilities", heartbeat("caps").withCapabilities(items("cap %d", 1000))),
        named("order of items", ordered()),
        named("hard items", heartbeat("items").withIssueIds(hard()).withCapabilities(hard())),
        named("control characters in items", heartbeat("control").withIssueIds(controls())),
        named("longest status", heartbeat("status").withStatus(new AgentStatus("a_-9".repeat(8)))),
        named("shortest TTL", heartbeat("ttl").withTtl(Duration.ofSeconds(1))),
        named("longest TTL", heartbeat("ttl").withTtl(Duration.ofDays(7))));
  }

  private static Heartbeat at(String hostname, String machineAddress, String repoPath) {
    return Heartbeat.from(new AgentIdentity(hostname, machineAddress, repoPath));
  }

  private static Heartbeat ordered() {
    return heartbeat("ordered")
        .withIssueIds(List.of("B-2", "A-10", "a-1", "A-2", "Z"))
        .withCapabilities(List.of("sql", "java", "SQL"));
  }

  private static List<String> items(String pattern, int count) {
    return IntStream.range(0, count).mapToObj(pattern::formatted).toList();
  }

  private static List<String> hard() {
    return List.of(
        " ",
        "a,b",
        "[\"a\",\"b\"]",
        "null",
        "\"",
        "\\",
        "\\n",
        "\\u0000",
        "it's",
        "\u2028\u2029",
        "\uffff",
        "\ud83e\udd16",
        "e\u0301",
        "\u00e9",
        "\ud83d\ude00".repeat(128));
  }

  private static List<String> controls() {
    return List.of(
        "\n", "a\nb", "a\tb", "a\r\nb", "\u0000", "a\u0000b", "a\u0000", "\u0001\u001f", "\u007f");
  }
}
