package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What admins do on the page: each time they see first what would go. */
class PageAdminIT extends PageScenario {

  private long total() {
    return server.send("GET", "/api/agents", "").body().at("/total").asLong();
  }

  @Test
  void anAgentIsRemovedAfterAQuestion() {
    String id = Reported.by("build-01").to(server);
    Reported.by("build-02").to(server);
    openSignedIn();
    browser.click("tr[data-id=" + id + "] .host");

    browser.click("#remove");
    browser.awaitText("dialog", "Remove this agent?");
    assertThat(browser.text("dialog")).contains("build-01", id, "/srv/repos/tracker");
    assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("Cancel");
    browser.press(org.openqa.selenium.Keys.ESCAPE);
    browser.await(() -> !browser.isShown("dialog"));
    assertThat(total()).isEqualTo(2);

    browser.click("#remove");
    browser.click("dialog .danger");
    browser.awaitText(".empty", "This agent was removed");
    assertThat(total()).isEqualTo(1);
    browser.go("#/agents");
    browser.await(() -> hosts().size() == 1);
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void anAgentThatWasHeardOfMeanwhileIsRemovedOnlyAfterAnotherQuestion() {
    Reported agent = Reported.by("build-01");
    String id = agent.to(server);
    openSignedIn();
    browser.click("tr[data-id=" + id + "] .host");
    browser.click("#remove");
    browser.awaitText("dialog", "version 1");

    agent.to(server);
    browser.click("dialog .danger");
    browser.awaitText("dialog", "another heartbeat meanwhile, so nothing was removed");
    assertThat(browser.text("dialog")).contains("version 2");
    assertThat(total()).isEqualTo(1);

    browser.click("dialog .danger");
    browser.awaitText(".empty", "This agent was removed");
    assertThat(total()).isZero();
  }

  @Test
  void anAgentThatSomebodyElseRemovesIsShownAsGoneWhereItStands() {
    String id = Reported.by("build-01").to(server);
    Reported.by("build-02").to(server);
    openSignedIn();
    browser.await(() -> hosts().size() == 2);

    server.send("DELETE", "/api/agents/" + id, "");

    browser.await(() -> cell(id, "liveness").equals("removed"));
    assertThat(hosts()).containsExactly("build-02", "build-01");
    browser.click(".changed");
    browser.await(() -> hosts().size() == 1);
  }

  @Test
  void whoMayOnlyReadSeesNothingToRemoveWith() {
    String id = Reported.by("build-01").to(server);
    openSignedInWith(tokenWith("read"));
    browser.awaitText("#who", "visitor read");

    browser.click("tr[data-id=" + id + "] .host");
    browser.awaitText("#main h1", "build-01");
    assertThat(browser.count("#remove")).isZero();
    assertThat(browser.isShown("#prune-link")).isFalse();
    browser.go("#/prune");
    browser.awaitText(".empty", "This needs an admin");
    assertThat(browser.count("form.prune")).isZero();
  }

  @Test
  void aPruneShowsWhatWouldGoAndRemovesThat() {
    Reported.by("build-01").saying("idle").to(server);
    Reported.by("build-02").saying("idle").to(server);
    Reported.by("build-03").to(server);
    openSignedIn();
    browser.click("#prune-link");
    browser.type("#older-than", "soon");
    browser.click("form.prune .primary");
    browser.awaitText("#plan", "older_than");

    browser.type("#older-than", "7d");
    browser.click("form.prune .primary");
    browser.awaitText("#plan", "Nobody would go");

    browser.type("#prune-status", "idle");
    awaitPlan("2 agents would go");
    assertThat(browser.texts("#plan .host")).containsExactlyInAnyOrder("build-01", "build-02");
    assertThat(total()).as("a dry run").isEqualTo(3);
    Reported.by("build-02").saying("idle").to(server);
    browser.click("#prune-now");
    browser.awaitText("dialog", "Remove 2 agents?");
    assertThat(total()).isEqualTo(3);
    browser.click("dialog .danger");

    browser.awaitText("#plan", "1 agent removed");
    assertThat(total()).as("whoever was seen meanwhile is spared").isEqualTo(2);
    assertThat(browser.console()).allMatch(message -> message.contains("422"));
  }

  @Test
  void aPruneOfMoreThanHalfTakesASecondDeliberateStep() {
    for (int i = 0; i < 12; i++) {
      Reported.by("build-" + i).to(server);
    }
    openSignedIn();
    browser.click("#prune-link");
    awaitPlan("12 agents would go");

    browser.click("#prune-now");
    browser.click("dialog .danger");
    browser.awaitText("#too-large", "more than half of all agents");
    assertThat(browser.text("#too-large")).contains("12 of 12");
    assertThat(total()).isEqualTo(12);
    assertThat(browser.count("#prune-force:disabled")).isEqualTo(1);
    browser.click("#force");
    browser.click("#prune-force");
    browser.click("dialog .danger");

    browser.awaitText("#plan", "12 agents removed");
    assertThat(total()).isZero();
  }

  /** Asks for all that were last seen a second ago, until these are there. */
  private static void awaitPlan(String words) {
    browser.type("#older-than", "1s");
    browser.await(
        () -> {
          browser.click("form.prune .primary");
          return browser.text("#plan").contains(words);
        });
  }
}
