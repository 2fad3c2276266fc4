package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.heartbeatOn;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.path;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssueAgent;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Liveness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who works on what. */
interface RegistryIssuesContract extends RegistryContract {

  private void work(Heartbeat heartbeat, String... issueIds) {
    registry().heartbeat(heartbeat.withIssueIds(List.of(issueIds)));
  }

  private Map<String, IssueState> states() {
    return registry().issues(IssueQuery.all()).issues().stream()
        .collect(Collectors.toMap(Issue::issueId, Issue::state));
  }

  private List<String> ids(IssueQuery query) {
    return registry().issues(query).issues().stream().map(Issue::issueId).toList();
  }

  @Test
  default void whereNobodyNamesAnIssueThereIsNone() {
    beat("idle");

    assertThat(registry().issues(IssueQuery.all()))
        .isEqualTo(new IssuePage(List.of(), 0, Optional.empty()));
    assertThat(registry().issue("T-1")).isEmpty();
  }

  @Test
  default void anIssueTellsWhoNamesItTheLastSeenFirst() {
    work(heartbeatOn("build-01", "one").withStatus(status("working")), "T-1");
    clock().turn(Duration.ofMillis(2));
    work(heartbeatOn("build-02", "two"), "T-1");

    Issue issue = registry().issue("T-1").orElseThrow();

    assertThat(issue)
        .isEqualTo(
            new Issue(
                "T-1",
                IssueState.CONTESTED,
                2,
                List.of(
                    new IssueAgent(
                        id(heartbeatOn("build-02", "two")),
                        "build-02",
                        path("two"),
                        status("active"),
                        Liveness.ONLINE,
                        Samples.T0.plusMillis(2)),
                    new IssueAgent(
                        id(heartbeatOn("build-01", "one")),
                        "build-01",
                        path("one"),
                        status("working"),
                        Liveness.ONLINE,
                        Samples.T0))));
    assertThat(registry().issues(IssueQuery.all()).issues()).containsExactly(issue);
  }

  @Test
  default void howManyAreOnlineDecidesAboutTheState() {
    work(heartbeat("short").withTtl(Duration.ofSeconds(1)), "T-1", "T-2");
    work(heartbeat("long"), "T-1");
    assertThat(states()).isEqualTo(Map.of("T-1", IssueState.CONTESTED, "T-2", IssueState.HELD));

    clock().turn(Duration.ofSeconds(2));
    assertThat(states()).isEqualTo(Map.of("T-1", IssueState.HELD, "T-2", IssueState.ORPHANED));

    work(heartbeat("long").withStatus(status("stopped")), "T-1");
    assertThat(states()).isEqualTo(Map.of("T-1", IssueState.ORPHANED, "T-2", IssueState.ORPHANED));
    assertThat(registry().issue("T-1").orElseThrow().agents())
        .extracting(IssueAgent::liveness)
        .containsExactly(Liveness.OFFLINE, Liveness.STALE);
  }

  @Test
  default void whatNobodyNamesAnyMoreIsGone() {
    work(heartbeat("one"), "T-1", "T-2");
    work(heartbeat("two"), "T-3");

    work(heartbeat("one"), "T-2");
    registry().remove(id("two"));

    assertThat(states()).isEqualTo(Map.of("T-2", IssueState.HELD));
  }

  @Test
  default void filtersLetThroughWhatTheySay() {
    work(heartbeatOn("Höst", "one"), "T-1", "T-2");
    work(heartbeatOn("other", "two"), "T-2", "T-3");
    work(heartbeatOn("other", "gone").withStatus(status("stopped")), "T-4");

    IssueQuery all = IssueQuery.all();
    assertThat(ids(all.in(Set.of(IssueState.CONTESTED)))).containsExactly("T-2");
    assertThat(ids(all.in(Set.of(IssueState.HELD, IssueState.ORPHANED))))
        .containsExactly("T-1", "T-3", "T-4");
    assertThat(ids(all.on(Set.of("höST")))).containsExactly("T-1", "T-2");
    assertThat(ids(all.on(Set.of("other")).in(Set.of(IssueState.HELD)))).containsExactly("T-3");
    assertThat(ids(IssueQuery.ofThese(Set.of("T-3", "T-1", "t-2")))).containsExactly("T-1", "T-3");
    assertThat(registry().issues(all.on(Set.of("HÖST"))).issues().get(1).agentCount()).isEqualTo(2);
  }

  @Test
  default void walkingMeetsAllIssuesOnceInOrder() {
    List<String> names = new ArrayList<>(IntStream.range(0, 9).mapToObj(i -> "T-" + i).toList());
    names.addAll(List.of("Ä", "\uFFFD", "😀"));
    registry().heartbeat(heartbeat("one").withIssueIds(reversed(names)));

    List<String> met = new ArrayList<>();
    IssueQuery first = IssueQuery.all().withLimit(5);
    Optional<IssueQuery> next = Optional.of(first);
    int pages = 0;
    while (next.isPresent()) {
      IssuePage page = registry().issues(next.get());
      assertThat(page.total()).isEqualTo(12);
      met.addAll(page.issues().stream().map(Issue::issueId).toList());
      next = page.next().map(first::after);
      pages++;
    }

    assertThat(met).isEqualTo(names);
    assertThat(pages).isEqualTo(3);
    assertThat(ids(IssueQuery.all().withOffset(10))).containsExactly("\uFFFD", "😀");
  }

  private static List<String> reversed(List<String> names) {
    List<String> reversed = new ArrayList<>(names);
    Collections.reverse(reversed);
    return reversed;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b",
        "/",
        "//",
        "a%2Fb",
        "100%",
        " ",
        "+",
        "..",
        ".",
        "a;b=c",
        "?x=1#y",
        "a\nb\u0000",
        "<script>",
        "\u202Eabc",
        "ümläut 問題",
        "\\",
        "'",
        "\"",
        "issue_id",
        "a&b"
      })
  default void anyNameOfAnIssueIsFound(String hostile) {
    work(heartbeat("one"), hostile, "😀");

    assertThat(registry().issue(hostile).orElseThrow().issueId()).isEqualTo(hostile);
    assertThat(ids(IssueQuery.ofThese(Set.of(hostile)))).containsExactly(hostile);
    IssueQuery first = IssueQuery.all().withLimit(1);
    assertThat(registry().issues(first).next().map(first::after).map(this::ids))
        .contains(List.of("😀"));
    assertThat(registry().issue(hostile + "x")).isEmpty();
  }

  @Test
  default void ofACrowdOnOneIssueTheLastSeenAreNamedAndAllAreCounted() {
    for (int i = 0; i < Issue.MAX_AGENTS + 7; i++) {
      work(heartbeat("agent-" + i), "T-1");
      clock().turn(Duration.ofMillis(1));
    }

    Issue issue = registry().issue("T-1").orElseThrow();

    assertThat(issue.agentCount()).isEqualTo(107);
    assertThat(issue.agents())
        .hasSize(100)
        .extracting(IssueAgent::repoPath)
        .startsWith(path("agent-106"))
        .endsWith(path("agent-7"));
  }
}
