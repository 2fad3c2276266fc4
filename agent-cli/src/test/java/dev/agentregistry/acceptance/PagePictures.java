package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.OutputType;

/** Makes the pictures in the documentation anew, with a fleet as there may be; see docs/page.md. */
class PagePictures extends PageScenario {

  private static final Path IMAGES = Program.ROOT.resolve("docs/images");

  private static final DateTimeFormatter WIRE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** An hour as there may be one; to wait for it would take an hour. */
  private static final String HOUR =
      """
      const ask = window.fetch;
      window.fetch = async (path, options) => {
        if (path !== 'api/history') {
          return ask(path, options);
        }
        const samples = Array.from({length: 360}, (_, i) => ({
          at: new Date(Date.now() - (359 - i) * 10_000).toISOString(),
          heartbeats_per_second: 6 + 2 * Math.sin(i / 31) + 1.5 * Math.sin(i / 7) + (i * 7919 % 13) / 10,
          online: Math.min(55, Math.round(38 + i / 18 + 4 * Math.sin(i / 40))),
          stale: 6,
          offline: 3,
        }));
        return new Response(JSON.stringify({interval_seconds: 10, samples}));
      };
      """;

  private final Random random = new Random(42);

  @Test
  void ofAFleet() throws IOException {
    registerFleet();
    openSignedIn();
    browser.await(() -> hosts().size() == 50);
    browser.awaitText(".tile-stale", "6");
    browser.go("#/agents?sort=id");
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", HOUR));
    browser.driver().navigate().refresh();
    browser.await(() -> browser.isShown("#charts"));
    browser.awaitText("#state", "Live");
    browser.await(() -> browser.isShown("#notice"));

    picture("page-light.png", 1320, 820, "light");
    picture("page-dark.png", 1320, 820, "dark");
    picture("page-phone.png", 390, 844, "light");
    browser.go("#/issues");
    browser.await(() -> browser.isShown("table.issues"));
    picture("issues.png", 1320, 820, "light");
  }

  private void picture(String name, int width, int height, String colours) throws IOException {
    browser.size(width, height);
    browser.colours(colours);
    byte[] png = browser.driver().getScreenshotAs(OutputType.BYTES);
    assertThat(png.length).as(name).isLessThan(200_000);
    Files.createDirectories(IMAGES);
    Files.write(IMAGES.resolve(name), png);
  }

  private void registerFleet() {
    Instant now = Instant.now();
    for (int i = 0; i < 64; i++) {
      boolean isGone = i % 23 == 7;
      boolean isSilent = i % 11 == 5;
      long seconds = isGone || isSilent ? 400 + random.nextInt(9_000) : random.nextInt(55);
      restore(isGone ? "stopped" : null, i, now.minusSeconds(seconds), isSilent ? 1 : 300);
    }
  }

  /** As from a copy of a registry: these have sent heartbeats for days. */
  private void restore(@Nullable String status, int i, Instant lastSeen, int ttlSeconds) {
    String host = any("build", "runner", "dev", "agent") + "-%02d".formatted(i);
    String path =
        "/srv/repos/"
            + any("tracker", "billing", "web-client", "search-index", "infra/terraform", "auth");
    ObjectNode json =
        new ObjectMapper()
            .createObjectNode()
            .put("id", AgentId.derive(new AgentIdentity(host, "10.0.0.5", path)).value())
            .put("hostname", host)
            .put("machine_address", "10.0.0.5")
            .put("repo_path", path)
            .put("status", status == null ? any("working", "working", "idle", "review") : status)
            .put("ttl_seconds", ttlSeconds)
            .put("version", 40 + random.nextInt(9_000))
            .put("created_at", WIRE.format(lastSeen.minusSeconds(300_000)))
            .put("updated_at", WIRE.format(lastSeen.minusSeconds(600)))
            .put("last_seen_at", WIRE.format(lastSeen));
    ArrayNode issues = json.putArray("issue_ids");
    if (random.nextInt(4) > 0) {
      issues.add("TRCKR-" + (200 + i * 3 % 150));
    }
    json.putArray("capabilities")
        .add(any("java", "python", "rust"))
        .add(any("sql", "docker", "browser"));
    server.send("POST", "/api/agents/restore", json.toString());
  }

  private String any(String... some) {
    return some[random.nextInt(some.length)];
  }
}
