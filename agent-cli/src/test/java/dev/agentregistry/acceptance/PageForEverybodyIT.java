package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page with the keyboard alone, on a phone, for screen readers, and with hostile names. */
class PageForEverybodyIT extends PageScenario {

  private static final String HOSTILE =
      "<script>document.title='gone'</script><img src=x onerror=alert(1)>";
  private static final String REORDERED = "evil-\u202etxt.exe\u202c";
  private static final String HEBREW = "\u05e9\u05e8\u05ea-\u05d1\u05e0\u05d9\u05d9\u05d4";
  private static final String EMOJI =
      "\ud83d\udc69\u200d\ud83d\udcbb-\ud83c\udff3\ufe0f\u200d\ud83c\udf08";

  private void registerHostile() {
    Reported.by(HOSTILE).on("<b>1</b>", "\u202e2").able("\"><i>").to(server);
    Reported.by(REORDERED).to(server);
    Reported.by(HEBREW).in("/\u05d1\u05d9\u05ea/\u05e4\u05e8\u05d5\u05d9\u05e7\u05d8").to(server);
    Reported.by(EMOJI).to(server);
    Reported.by("h".repeat(255)).in("/" + "p/".repeat(1_990) + "the-end").to(server);
    Reported.by("many")
        .on(
            java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> "TRCKR-" + i)
                .toArray(String[]::new))
        .to(server);
  }

  @Test
  void hostileNamesAreTextAndStayInTheirPlace() {
    registerHostile();
    openSignedIn();
    browser.await(() -> hosts().size() == 6);

    assertThat(browser.texts(ROWS + " .host"))
        .contains("evil-\u27e8U+202E\u27e9txt.exe\u27e8U+202C\u27e9", HEBREW, EMOJI)
        .anyMatch(host -> host.startsWith("<script>"));
    assertThat(browser.driver().getTitle()).isEqualTo("Agents \u00b7 Agent Registry");
    assertThat(browser.count("#main script, #main img, #main b, #main i")).isZero();
    assertThat(browser.count(ROWS + " .host bdi")).isEqualTo(6);
    assertThat(browser.texts(ROWS + " .path-tail")).contains("/the-end");
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('.path')].some(p => p.title.length > 3980)"))
        .isEqualTo(true);
    assertNoSidewaysScrolling();

    for (int i = 0; i < 6; i++) {
      browser.go("#/agents");
      browser.await(() -> hosts().size() == 6);
      browser.run("document.querySelectorAll('.agents .host')[arguments[0]].click()", i);
      browser.await(() -> browser.isShown(".record"));
      assertNoSidewaysScrolling();
    }
    browser.go(
        "#/agents?hostname="
            + "%3Cscript%3Ealert(1)%3C%2Fscript%3E&hostname=%22%3E%3Cimg+src=x%3E");
    browser.awaitText(".empty", "No agent matches");
    assertThat(browser.count("#main img")).isZero();
    browser.go("#/agents/%3Cimg%20src=x%3E");
    browser.awaitText(".empty", "There is no such agent");
    assertThat(browser.count("#main img")).isZero();
  }

  private static void assertNoSidewaysScrolling() {
    assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo((Long) browser.run("return window.innerWidth"));
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 760, 1024})
  void nothingHasToBeScrolledSidewaysOnASmallScreen(int width) {
    registerHostile();
    Reported.by("build-01").on("TRCKR-1").to(server);
    Reported.by("build-02").on("TRCKR-1").to(server);
    browser.open(page());
    browser.size(width, 800);
    assertNoSidewaysScrolling();
    browser.signIn(server.token());
    browser.await(() -> hosts().size() == 8);
    assertNoSidewaysScrolling();
    assertThat((Long) browser.run("return document.querySelector('.agents .path').offsetWidth"))
        .isGreaterThan(80L);

    for (String view :
        List.of(
            "#/issues", "#/issues/TRCKR-1", "#/prune", "#/agents?hostname=" + "x".repeat(255))) {
      browser.go(view);
      browser.await(
          () ->
              browser
                  .run("return document.querySelector('.list, .prune, .empty') !== null")
                  .equals(true));
      assertNoSidewaysScrolling();
    }
  }

  @Test
  void theKeyboardAloneDoes() {
    String id = Reported.by("build-01").to(server);
    Reported.by("build-02").to(server);
    browser.open(page());
    browser.await(() -> browser.run("return document.activeElement.id").equals("token"));
    browser.press(server.token(), Keys.ENTER);
    browser.await(() -> hosts().size() == 2);

    browser.press("/");
    assertThat(browser.run("return document.activeElement.id")).isEqualTo("filter-value");
    browser.press("build-01", Keys.ENTER);
    browser.await(() -> hosts().equals(List.of("build-01")));
    tabTo("tr[data-id=" + id + "] .host");
    assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    browser.press(Keys.ENTER);
    browser.awaitText("#main h1", "build-01");
    assertThat(browser.run("return document.activeElement.tagName")).isEqualTo("H1");
    tabTo("#remove");
    browser.press(Keys.ENTER);
    browser.awaitText("dialog", "Remove this agent?");
    for (int i = 0; i < 5; i++) {
      browser.press(Keys.TAB);
      assertThat(browser.run("return document.activeElement.closest('main, header')"))
          .isEqualTo("");
    }
    tabTo("dialog .danger");
    browser.press(Keys.ENTER);
    browser.awaitText(".empty", "This agent was removed");
    assertThat(browser.console()).isEmpty();
  }

  private static void tabTo(String css) {
    browser.await(
        () -> {
          if (browser
              .run("return document.activeElement.matches(arguments[0])", css)
              .equals(true)) {
            return true;
          }
          browser.press(Keys.TAB);
          return false;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void axeFindsNoSeriousFault(String colours) {
    String id = Reported.by("build-01").on("TRCKR-1").to(server);
    Reported.by("build-02").on("TRCKR-1", "TRCKR-3").silentFor(1).to(server);
    Reported.by("build-03").on("TRCKR-2").saying("stopped").to(server);
    browser.open(page());
    browser.colours(colours);
    assertThat(browser.faults()).as("sign in").isEmpty();
    browser.signIn(server.token());
    browser.await(() -> browser.texts(ROWS + " .cell-liveness").contains("stale"));
    assertThat(browser.faults()).as("agents").isEmpty();

    Map<String, String> views =
        Map.of(
            "#/agents?hostname=build-01&hostname=build-02",
            ".chip",
            "#/agents?hostname=nobody",
            ".empty",
            "#/agents/" + id,
            ".record",
            "#/issues",
            "table.issues",
            "#/issues/TRCKR-1",
            "table.issues",
            "#/prune",
            "form.prune");
    views.forEach(
        (view, part) -> {
          browser.go(view);
          browser.await(() -> browser.isShown(part));
          assertThat(browser.faults()).as(view).isEmpty();
        });
    browser.go("#/agents/" + id);
    browser.click("#remove");
    browser.await(() -> browser.isShown("dialog"));
    assertThat(browser.faults()).as("dialog").isEmpty();
  }

  @Test
  void aScreenReaderFindsItsWay() {
    Reported.by("build-01").to(server);
    openSignedIn();
    browser.await(() -> hosts().size() == 1);

    assertThat(browser.count("header")).isEqualTo(1);
    assertThat(browser.count("main:not([hidden]) h1")).isEqualTo(1);
    assertThat(browser.count("nav[aria-label]")).isEqualTo(1);
    assertThat(browser.count("#announcer[role=status]")).isEqualTo(1);
    assertThat(browser.texts("table[role=table] [role=columnheader]"))
        .containsExactly(
            "Liveness",
            "Agent",
            "Repository",
            "Status",
            "Issues",
            "Capabilities",
            "Last seen",
            "Version");
    assertThat(browser.count("[role=columnheader][aria-sort=descending]")).isEqualTo(1);
    assertThat(browser.count("tbody [role=rowheader][scope=row]")).isEqualTo(1);
    assertThat(browser.run("return document.querySelector('td.cell-seen').textContent"))
        .asString()
        .containsPattern("ago, .*[0-9]{4}.*[0-9]+:[0-9]{2}:[0-9]{2}");
  }
}
