package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.OutputType;

/** Makes the pictures in the documentation anew, with a fleet as there may be; see docs/page.md. */
class PagePictures extends PageScenario {

  private static final Path IMAGES = Program.ROOT.resolve("docs/images");

  private final Random random = new Random(42);

  @Test
  void ofAFleet() throws IOException {
    List<Reported> fleet = fleet();
    fleet.forEach(agent -> agent.to(server));
    openSignedIn();
    browser.await(() -> hosts().size() == 50);
    browser.awaitText(".tile-stale", "6");
    browser.await(() -> browser.isShown("#charts"));
    browser.driver().navigate().refresh();
    browser.await(() -> browser.isShown("#charts"));

    picture("page-light.png", 1440, 900, "light");
    picture("page-dark.png", 1440, 900, "dark");
    picture("page-phone.png", 390, 844, "light");
    browser.go("#/issues");
    browser.await(() -> browser.isShown("table.issues"));
    picture("issues.png", 1440, 900, "light");
  }

  private void picture(String name, int width, int height, String colours) throws IOException {
    browser.size(width, height);
    browser.colours(colours);
    byte[] png = browser.driver().getScreenshotAs(OutputType.BYTES);
    assertThat(png.length).as(name).isLessThan(200_000);
    Files.createDirectories(IMAGES);
    Files.write(IMAGES.resolve(name), png);
  }

  private List<Reported> fleet() {
    List<Reported> fleet = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      String host = any("build", "runner", "dev", "agent") + "-%02d".formatted(1 + i % 24);
      String repository =
          any(
              "tracker",
              "billing",
              "web-client",
              "search-index",
              "infra/terraform",
              "auth-service");
      String[] issues =
          random.nextInt(4) == 0 ? new String[0] : new String[] {"TRCKR-" + (200 + i * 3 % 150)};
      fleet.add(
          Reported.by(host)
              .in("/srv/repos/" + repository)
              .saying(i % 23 == 7 ? "stopped" : any("working", "working", "idle", "reviewing"))
              .on(issues)
              .able(any("java", "python", "rust"), any("sql", "docker", "browser", "review"))
              .silentFor(i % 11 == 5 ? 1 : 300));
    }
    return fleet;
  }

  private String any(String... some) {
    return some[random.nextInt(some.length)];
  }
}
