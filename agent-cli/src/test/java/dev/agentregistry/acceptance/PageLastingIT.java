package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A page that people leave open: over a server's restart, with very many agents, anywhere. */
class PageLastingIT extends PageScenario {

  @Test
  void aServerThatIsAwayIsToldAndTheOneThatComesBackIsFollowed() {
    String id = Reported.by("build-01").to(server);
    openSignedIn();
    browser.await(() -> hosts().equals(List.of("build-01")));
    browser.run("window.isSamePage = true");
    String port = String.valueOf(server.uri().getPort());

    server.stop();

    browser.await(() -> browser.isShown("#away"));
    assertThat(browser.text("#away"))
        .matches("Not heard from the registry since .*[0-9]+:[0-9]{2}:[0-9]{2}.*, trying again\\.");
    assertThat(browser.text("#state")).isEqualTo("Away");
    assertThat(hosts()).as("what was known stays").containsExactly("build-01");
    assertThat(cell(id, "liveness")).as("nobody is stale for that").isEqualTo("online");
    try (ServerProcess again = ServerProcess.start(home, "--port", port)) {
      Reported.by("build-02").to(again);
      browser.await(() -> hosts().size() == 2);
      browser.await(() -> !browser.isShown("#away"));
      Reported.by("build-03").to(again);
      browser.await(() -> hosts().size() == 3);
      assertThat(browser.run("return window.isSamePage")).isEqualTo(true);
    }
  }

  @Test
  void itWorksUnderABasePathAsWell() {
    try (ServerProcess elsewhere =
        ServerProcess.start(home, "--in-memory", "--base-path", "/registry")) {
      Reported.by("build-01").to(elsewhere);
      browser.open(elsewhere.uri().resolve("/registry"));
      browser.signIn(elsewhere.token());
      browser.await(() -> hosts().equals(List.of("build-01")));
      browser.awaitText("#state", "Live");
      assertThat(browser.driver().getCurrentUrl()).startsWith(elsewhere.uri() + "/registry/");
      browser.click(ROWS + " .host");
      browser.awaitText("#main h1", "build-01");
      assertThat(browser.console()).isEmpty();
    }
  }

  @Test
  void tenThousandAgentsComePageByPage() throws InterruptedException {
    registerTenThousand();
    browser.open(page().resolve("/#/agents?sort=id"));
    browser.signIn(server.token());
    browser.awaitText(".tile-all", "10,000");
    browser.await(() -> hosts().size() == 50);
    assertThat(browser.text(".range")).isEqualTo("1\u201350 of 10,000");
    Set<String> seen = new HashSet<>(browser.texts(ROWS + " .id"));

    for (int i = 1; i < 4; i++) {
      String range = (i * 50 + 1) + "\u2013" + (i * 50 + 50) + " of 10,000";
      browser.click(".pager [rel=next]");
      browser.await(() -> browser.text(".range").equals(range));
      seen.addAll(browser.texts(ROWS + " .id"));
    }
    assertThat(seen).as("each once").hasSize(200);
    assertThat(browser.count("body *")).as("never all in the browser").isLessThan(3_000);
    String address = browser.driver().getCurrentUrl();
    List<String> fourth = browser.texts(ROWS + " .id");

    browser.click(".pager [rel=prev]");
    browser.awaitText(".range", "101\u2013150 of 10,000");
    browser.driver().navigate().back();
    browser.awaitText(".range", "151\u2013200 of 10,000");
    browser.driver().get(address);
    browser.driver().navigate().refresh();
    browser.awaitText(".range", "151\u2013200 of 10,000");
    assertThat(browser.texts(ROWS + " .id")).isEqualTo(fourth);
    assertThat(browser.console()).isEmpty();
  }

  private void registerTenThousand() throws InterruptedException {
    try (ExecutorService agents = Executors.newFixedThreadPool(16)) {
      List<Object> ids =
          agents
              .invokeAll(
                  java.util.stream.IntStream.range(0, 10_000)
                      .<java.util.concurrent.Callable<Object>>mapToObj(
                          i -> () -> Reported.by("build-" + i).to(server))
                      .toList())
              .stream()
              .map(java.util.concurrent.Future::resultNow)
              .toList();
      assertThat(ids).hasSize(10_000);
    }
  }
}
