package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who works on what, as the page shows it. */
class PageIssuesIT extends PageScenario {

  private static List<String> issues(String state) {
    return browser.texts("table.issues tr[data-state=" + state + "] .cell-issue");
  }

  @Test
  void twoAgentsOnOneIssueAreShownAtOnceAndSoIsAnIssueThatIsLeftBehind() {
    Reported first = Reported.by("build-01").on("TRCKR-280");
    first.to(server);
    openSignedIn();
    browser.click("nav [data-view=issues]");
    browser.await(() -> issues("held").equals(List.of("TRCKR-280")));
    assertThat(browser.isShown("#notice")).isFalse();

    Reported second = Reported.by("build-02").on("TRCKR-280", "TRCKR-281");
    second.to(server);
    browser.await(() -> issues("contested").equals(List.of("TRCKR-280")));
    assertThat(issues("held")).containsExactly("TRCKR-281");
    assertThat(browser.texts("tr[data-state=contested] .host"))
        .containsExactlyInAnyOrder("build-01", "build-02");
    browser.awaitText("#notice", "1 contested");

    second.saying("stopped").to(server);
    browser.await(() -> issues("orphaned").equals(List.of("TRCKR-281")));
    assertThat(issues("held")).containsExactly("TRCKR-280");
    browser.awaitText("#notice", "1 orphaned");
    browser.click("#notice");
    browser.await(() -> browser.hash().equals("#/issues?state=orphaned"));
    browser.await(() -> issues("held").isEmpty());
    browser.await(() -> issues("orphaned").equals(List.of("TRCKR-281")));

    browser.click("table.issues .cell-issue a");
    browser.awaitText("#main h1", "Issue TRCKR-281");
    awaitHolder("build-02");
    browser.click(".cell-agents .host");
    browser.awaitText("#main h1", "build-02");
    browser.click(".tag-issue");
    browser.awaitText("#main h1", "Issue TRCKR-280");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void anIssueOfAnyNameHasItsPage() {
    String odd = "a/b?c=d#e&f%20 <b>";
    Reported.by("build-01").on(odd).to(server);
    openSignedIn();

    browser.click("tr .tag-issue");

    browser.awaitText("#main h1", "Issue " + odd);
    awaitHolder("build-01");
    browser.driver().navigate().refresh();
    browser.awaitText("#main h1", "Issue " + odd);
    browser.go("#/issues/nothing");
    browser.awaitText(".empty", "No agent names this issue");
  }

  /** The heading is there before the server has answered who it is. */
  private void awaitHolder(String hostname) {
    browser.await(() -> browser.texts(".cell-agents .host").equals(List.of(hostname)));
  }

  @Test
  void manyIssuesComePageByPage() {
    for (int i = 0; i < 12; i++) {
      String[] ten = new String[10];
      for (int j = 0; j < ten.length; j++) {
        ten[j] = "TRCKR-%03d".formatted(i * 10 + j);
      }
      Reported.by("build-" + i).on(ten).to(server);
    }
    openSignedIn();
    browser.go("#/issues");
    browser.awaitText(".tabs", "Held 120");
    assertThat(issues("held")).hasSize(50);

    browser.go("#/issues?state=held");
    browser.click(".pager [rel=next]");
    browser.await(() -> issues("held").contains("TRCKR-099"));
    assertThat(issues("held")).hasSize(50).doesNotContain("TRCKR-049");
    browser.click(".pager [rel=next]");
    browser.await(() -> issues("held").size() == 20);
  }
}
