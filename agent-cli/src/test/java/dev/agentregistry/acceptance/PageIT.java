package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page as people use it: signing in, watching agents, and finding some of them. */
class PageIT extends PageScenario {

  @Test
  void aWrongTokenIsToldAndTheRightOneOpensThePageForTheTabAlone() {
    browser.open(page());
    browser.await(() -> browser.isShown("#sign-in"));
    assertThat(browser.console()).isEmpty();

    browser.type("#token", "not-the-token" + Keys.ENTER);
    browser.awaitText("#sign-in-word", "does not know this token");
    assertThat(browser.isShown("#app")).isFalse();
    assertThat(browser.console()).allMatch(message -> message.contains("401"));

    browser.signIn(server.token());
    browser.awaitText("#who", "operator admin");
    assertThat(browser.driver().getCurrentUrl()).doesNotContain(server.token());
    assertThat(browser.run("return localStorage.length + document.cookie.length")).isEqualTo(0L);

    browser.driver().navigate().refresh();
    browser.await(() -> browser.isShown("#app"));
    browser.open(page());
    browser.await(() -> browser.isShown("#sign-in"));
    assertThat(browser.isShown("#app")).isFalse();
  }

  @Test
  void signingOutForgetsTheToken() {
    openSignedIn();

    browser.click("#sign-out");

    browser.awaitText("#sign-in-word", "signed out");
    browser.driver().navigate().refresh();
    browser.await(() -> browser.isShown("#sign-in"));
    assertThat(browser.run("return sessionStorage.length")).isEqualTo(0L);
  }

  @Test
  void aTokenThatIsRevokedBringsTheSignInBackWithAWord() {
    openSignedInWith(tokenWith("read"));
    browser.awaitText("#who", "visitor read");
    assertThat(browser.isShown("#prune-link")).isFalse();

    server.send("DELETE", "/api/tokens/visitor", "");

    browser.await(() -> browser.isShown("#sign-in"));
    assertThat(browser.text("#sign-in-word")).contains("revoked");
  }

  @Test
  void anEmptyRegistryTellsHowTheFirstAgentComes() {
    openSignedIn();

    browser.awaitText(".empty", "No agent yet");
    assertThat(browser.text(".command pre"))
        .contains("curl -X POST " + server.uri() + "/api/agents/heartbeat");
    browser.open(server.uri().resolve("/;$(id)/"));
    browser.signIn(server.token());
    browser.awaitText(".empty", "No agent yet");
    assertThat(browser.text(".command pre"))
        .contains("curl -X POST '" + server.uri() + "/;$(id)/api/agents/heartbeat'");
    Reported.by("build-01").to(server);
    browser.await(() -> hosts().equals(List.of("build-01")));
  }

  @Test
  void anAgentAppearsChangesAndGoesStaleWithoutAReload() {
    Reported.by("build-00").to(server);
    openSignedIn();
    browser.await(() -> hosts().equals(List.of("build-00")));
    browser.run("window.isSamePage = true");

    Reported agent = Reported.by("build-01").on("TRCKR-280");
    String id = agent.silentFor(600).to(server);
    browser.await(() -> hosts().equals(List.of("build-01", "build-00")));
    assertThat(cell(id, "liveness")).isEqualTo("online");
    browser.awaitText(".tile-online", "2");

    agent.saying("reviewing").on("TRCKR-281").silentFor(1).to(server);
    browser.awaitText("tr[data-id=" + id + "] .cell-issues", "TRCKR-281");
    assertThat(cell(id, "status")).isEqualTo("reviewing");

    browser.await(() -> cell(id, "liveness").equals("stale"));
    browser.awaitText(".tile-stale", "1");
    browser.awaitText("#announcer", "1 online, 1 stale, 0 offline");
    agent.saying("offline").to(server);
    browser.await(() -> cell(id, "liveness").equals("offline"));
    assertThat(hosts()).as("in place").containsExactly("build-01", "build-00");
    assertThat(browser.run("return window.isSamePage")).isEqualTo(true);
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void plainHeartbeatsShowUpQuietly() {
    Reported agent = Reported.by("build-01");
    String id = agent.to(server);
    openSignedIn();
    browser.await(() -> cell(id, "version").equals("1"));

    agent.to(server);
    agent.to(server);

    browser.await(() -> cell(id, "version").equals("3"));
    assertThat(cell(id, "seen")).contains("ago");
    assertThat(browser.run("return document.querySelector('.cell-seen time').title"))
        .isNotEqualTo("");
  }

  @Test
  void filtersAndOrderAreInTheAddressAndGoBackAndForth() {
    Reported.by("build-01").on("TRCKR-1").to(server);
    Reported.by("build-02").saying("idle").able("rust").to(server);
    Reported.by("build-03").saying("stopped").in("/srv/repos/a b&c=d#e").to(server);
    openSignedIn();
    browser.await(() -> hosts().equals(List.of("build-03", "build-02", "build-01")));

    browser.type("#filter-value", "BUILD-02" + Keys.ENTER);
    browser.await(() -> hosts().equals(List.of("build-02")));
    assertThat(browser.hash()).isEqualTo("#/agents?hostname=BUILD-02");
    browser.type("#filter-value", "build-03" + Keys.ENTER);
    browser.await(() -> hosts().size() == 2);
    browser.click(".tile-offline");
    browser.await(() -> hosts().equals(List.of("build-03")));
    assertThat(browser.count(".tile-offline[aria-pressed=true]")).isEqualTo(1);
    String shared = browser.driver().getCurrentUrl();

    browser.driver().navigate().back();
    browser.await(() -> hosts().size() == 2);
    browser.driver().navigate().back();
    browser.await(() -> hosts().equals(List.of("build-02")));
    browser.driver().navigate().forward();
    browser.await(() -> hosts().size() == 2);
    browser.driver().get(shared);
    browser.await(() -> hosts().equals(List.of("build-03")));

    browser.go("#/agents");
    browser.await(() -> hosts().size() == 3);
    browser.click("thead .cell-host button");
    browser.await(() -> browser.hash().equals("#/agents?sort=id"));
    List<String> sorted = browser.texts(ROWS + " .id").stream().sorted().toList();
    browser.await(() -> browser.texts(ROWS + " .id").equals(sorted));
    browser.run("document.querySelector('#filter-status').focus()");
    browser.press("idle");
    browser.await(() -> hosts().equals(List.of("build-02")));
    assertThat(browser.hash()).isEqualTo("#/agents?sort=id&status=idle");
    browser.click(".chip a");
    browser.await(() -> hosts().size() == 3);
    browser.click("tr .tag-capability[title=rust]");
    browser.await(() -> hosts().equals(List.of("build-02")));
    browser.go("#/agents?repo_path=" + "%2Fsrv%2Frepos%2Fa+b%26c%3Dd%23e");
    browser.await(() -> hosts().equals(List.of("build-03")));
    browser.go("#/agents?issue_id=TRCKR-1");
    browser.await(() -> hosts().equals(List.of("build-01")));
    browser.go("#/agents?issue_id=TRCKR-2");
    browser.awaitText(".empty", "No agent matches these filters");
    assertThat(browser.console()).isEmpty();
    browser.go("#/agents?sort=sideways");
    browser.awaitText(".empty", "These filters do not work");
    assertThat(browser.text(".pager .range")).isEmpty();
    browser.go("#/constructor");
    browser.await(() -> hosts().size() == 3);
    assertThat(browser.console()).noneMatch(line -> line.contains("TypeError"));
  }

  @Test
  void oneAgentsPageShowsItsWholeRecordAndWhatHappenedSince() {
    Reported agent = Reported.by("build-01").on("TRCKR-280", "TRCKR-281");
    String id = agent.to(server);
    openSignedIn();

    browser.click("tr[data-id=" + id + "] .host");

    browser.awaitText("#main h1", "build-01");
    assertThat(browser.hash()).isEqualTo("#/agents/" + id);
    assertThat(browser.driver().getTitle()).startsWith("build-01");
    assertThat(browser.text(".record"))
        .contains("working", "10.0.0.5", "/srv/repos/tracker", "TRCKR-280 TRCKR-281", "5 min");
    assertThat(browser.text("#main")).contains(id);
    agent.saying("idle").to(server);
    browser.awaitText(".record", "idle");
    browser.go("#/agents/agt_00000000");
    browser.awaitText(".empty", "There is no such agent");
    browser.go("#/agents");
    browser.type("#filter-value", id + Keys.ENTER);
    browser.awaitText("#main h1", "build-01");
  }

  @Test
  void thePageIsThereAtOnceAndSmall() {
    for (int i = 0; i < 60; i++) {
      Reported.by("build-" + i).to(server);
    }
    openSignedIn();
    browser.await(() -> hosts().size() == 50);
    Object sent =
        browser.run(
            "return performance.getEntriesByType('resource')"
                + ".concat(performance.getEntriesByType('navigation'))"
                + ".reduce((sum, entry) => sum + entry.transferSize, 0)");
    assertThat((Long) sent).isBetween(20_000L, 300_000L);
    assertThat(browser.texts(".range")).containsExactly("1\u201350 of 60");
    assertThat(browser.console()).isEmpty();
  }
}
