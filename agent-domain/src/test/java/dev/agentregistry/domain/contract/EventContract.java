package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.Happening;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.LoggedEvent;
import dev.agentregistry.domain.PruneScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store remembers of what happened in it. */
interface EventContract extends StoreContract {

  private EventLog log() {
    return store().eventLog();
  }

  private static Heartbeat minute(String name) {
    return heartbeat(name).withTtl(Duration.ofMinutes(1));
  }

  /** What happened, in words: the event, and the agent's name or the issue. */
  private List<String> story() {
    return log().after(0, Integer.MAX_VALUE).stream().map(EventContract::inWords).toList();
  }

  private static String inWords(LoggedEvent event) {
    String kind = event.subject().kind().name().toLowerCase(Locale.ROOT);
    return event.subject() instanceof LoggedEvent.OfAgent ofAgent
        ? kind + " " + Samples.name(ofAgent.happening().agent())
        : kind + " " + ((LoggedEvent.OfIssue) event.subject()).issueId();
  }

  private int tellStale(Instant now) {
    return log().tellStale(Listening.always(), now);
  }

  private int tellIssues(Instant now, String... issueIds) {
    return log().tellIssues(List.of(issueIds), Listening.always(), now);
  }

  @Test
  default void atFirstNothingHasHappened() {
    assertThat(log().newest()).isZero();
    assertThat(log().after(0, 10)).isEmpty();
    assertThat(tellStale(T0)).isZero();
    assertThat(log().tellAllIssues(Listening.always(), T0)).isZero();
  }

  @Test
  default void whatAnAgentDoesIsLoggedUnlessItIsNothingNew() {
    beat(store(), "one", T0);
    beat(store(), "one", T0.plusSeconds(1));
    beat(store(), heartbeat("one").withStatus(status("working")), T0.plusSeconds(2));
    beat(store(), heartbeat("one").withStatus(status("working")), T0.plusSeconds(3));
    beat(store(), heartbeat("one").withStatus(status("stopped")), T0.plusSeconds(4));
    beat(store(), heartbeat("one").withCapabilities(List.of("java")), T0.plusSeconds(5));
    store().delete(id("one"), agent -> true, T0.plusSeconds(6));

    assertThat(story())
        .containsExactly("registered one", "changed one", "offline one", "back one", "removed one");
    assertThat(log().after(0, 10))
        .extracting(LoggedEvent::at)
        .containsExactly(
            T0, T0.plusSeconds(2), T0.plusSeconds(4), T0.plusSeconds(5), T0.plusSeconds(6));
    assertThat(log().newest()).isEqualTo(5);
  }

  @Test
  default void anEventHasTheAgentAsItWasAndTheIssuesThatItDropped() {
    beat(store(), heartbeat("one").withIssueIds(List.of("T-1", "T-2")), T0);
    Agent changed =
        beat(store(), heartbeat("one").withIssueIds(List.of("T-2", "T-3")), T0.plusSeconds(1));
    Agent last = beat(store(), heartbeat("one").withIssueIds(List.of()), T0.plusSeconds(2));
    store().delete(id("one"), agent -> true, T0.plusSeconds(3));

    List<Happening> happenings =
        log().after(1, 10).stream()
            .map(event -> ((LoggedEvent.OfAgent) event.subject()).happening())
            .toList();
    assertThat(happenings.get(0).agent()).isEqualTo(changed);
    assertThat(happenings.get(0).droppedIssueIds()).containsExactly("T-1");
    assertThat(happenings.get(1).droppedIssueIds()).containsExactly("T-2", "T-3");
    assertThat(happenings.get(2).agent()).isEqualTo(last);
  }

  @Test
  default void whatIsRefusedIsNoEvent() {
    beat(store(), "one", T0);
    store().delete(id("one"), agent -> false, T0);
    store().delete(id("other"), agent -> true, T0);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                store()
                    .upsert(
                        id("one"),
                        stored -> {
                          throw new IllegalStateException("refused");
                        }));

    assertThat(story()).containsExactly("registered one");
  }

  @Test
  default void whoIsPrunedIsRemoved() {
    beat(store(), "old", T0);
    beat(store(), "young", T0.plusSeconds(10));
    Instant now = T0.plusSeconds(20);

    store().prune(new PruneScope(T0.plusSeconds(5), Set.of(), Set.of()), now, gone -> {});

    assertThat(story()).containsExactly("registered old", "registered young", "removed old");
    assertThat(log().after(2, 1).get(0).at()).isEqualTo(now);
  }

  @Test
  default void whoComesAgainAfterARemovalIsRegisteredAnew() {
    beat(store(), "one", T0);
    store().delete(id("one"), agent -> true, T0.plusSeconds(1));
    beat(store(), "one", T0.plusSeconds(2));

    assertThat(story()).containsExactly("registered one", "removed one", "registered one");
  }

  @Test
  default void silenceIsToldOnceAndSoIsTheReturn() {
    beat(store(), minute("one"), T0);
    assertThat(tellStale(T0.plusSeconds(60))).isZero();

    Instant stale = T0.plusSeconds(60).plusMillis(1);
    assertThat(tellStale(stale)).isEqualTo(1);
    assertThat(tellStale(stale)).isZero();
    assertThat(tellStale(stale.plusSeconds(60))).isZero();

    beat(store(), minute("one"), T0.plusSeconds(200));
    beat(store(), minute("one"), T0.plusSeconds(400));
    assertThat(story()).containsExactly("registered one", "stale one", "back one");
    assertThat(log().after(1, 1).get(0).at()).isEqualTo(stale);

    assertThat(tellStale(T0.plusSeconds(500))).isEqualTo(1);
    assertThat(story()).endsWith("stale one");
  }

  @Test
  default void aReturnThatWasHeardBeforeTheSilenceWasNoticedIsToldToo() {
    beat(store(), minute("one"), T0);
    tellStale(T0.plusSeconds(60).plusMillis(1));
    beat(store(), minute("one"), T0.plusSeconds(60));
    tellStale(T0.plusSeconds(200));

    assertThat(story()).containsExactly("registered one", "stale one", "back one", "stale one");
  }

  @Test
  default void aReturnIsToldWhenTheClockWasSetBackMeanwhile() {
    Heartbeat hour = heartbeat("one").withTtl(Duration.ofHours(1));
    beat(store(), hour, T0);
    tellStale(T0.plusSeconds(4_000));
    beat(store(), hour, T0.plusSeconds(1_000));
    tellStale(T0.plusSeconds(5_000));

    assertThat(story()).containsExactly("registered one", "stale one", "back one", "stale one");
  }

  @Test
  default void aReturnIsToldOnceTheTimeOfAClockFaultHasPassed() {
    beat(store(), "one", T0.plusSeconds(90));
    tellStale(T0);
    beat(store(), "one", T0.plusSeconds(100));

    assertThat(story()).containsExactly("registered one", "stale one", "back one");
  }

  @Test
  default void whoCameBackBeforeAnybodyNoticedWasNeverStale() {
    beat(store(), minute("one"), T0);
    tellStale(T0.plusSeconds(30));
    beat(store(), minute("one"), T0.plusSeconds(100));

    assertThat(tellStale(T0.plusSeconds(101))).isZero();
    assertThat(story()).containsExactly("registered one");
  }

  @Test
  default void eachHasItsOwnTtlAndGoodbyesAreNoSilence() {
    beat(store(), minute("minute"), T0);
    beat(store(), heartbeat("hour").withTtl(Duration.ofHours(1)), T0);
    beat(store(), heartbeat("gone").withStatus(status("offline")), T0);

    for (int seconds = 0; seconds <= 7_200; seconds += 60) {
      tellStale(T0.plusSeconds(seconds).plusMillis(1));
    }
    assertThat(story()).endsWith("registered gone", "stale minute", "stale hour").hasSize(5);
  }

  @Test
  default void whatIsStoredLateIsToldToo() {
    beat(store(), minute("early"), T0);
    tellStale(T0.plusSeconds(1_000));
    beat(store(), minute("late"), T0.plusSeconds(10));
    beat(store(), minute("future"), T0.plusSeconds(9_000));

    // However a store looks for them, it has looked everywhere after a while.
    tellStale(T0.plusSeconds(1_001));
    tellStale(T0.plusSeconds(1_030));
    assertThat(story()).contains("stale early", "stale late", "stale future").hasSize(6);
  }

  @Test
  default void whoCouldNotBeHeardIsNotToldStale() {
    beat(store(), minute("one"), T0);
    PausedListening paused = new PausedListening(T0.plusSeconds(10), T0.plusSeconds(3_610));

    assertThat(log().tellStale(paused, T0.plusSeconds(3_660))).isZero();
    assertThat(log().tellStale(paused, T0.plusSeconds(3_661))).isEqualTo(1);
  }

  @Test
  default void whoIsRemovedAndComesAgainIsNotBack() {
    beat(store(), minute("one"), T0);
    tellStale(T0.plusSeconds(100));
    store().delete(id("one"), agent -> true, T0.plusSeconds(101));
    beat(store(), minute("one"), T0.plusSeconds(102));
    tellStale(T0.plusSeconds(200));

    assertThat(story())
        .containsExactly(
            "registered one", "stale one", "removed one", "registered one", "stale one");
  }

  @Test
  default void manyWhoFallSilentTogetherAreAllTold() {
    int many = 1_000;
    AtOnce.forEach(
        IntStream.range(0, many).boxed().toList(), i -> beat(store(), minute("a-" + i), T0));

    assertThat(tellStale(T0.plusSeconds(61))).isEqualTo(many);
    assertThat(tellStale(T0.plusSeconds(62))).isZero();
  }

  @Test
  default void anIssueIsToldOfWhenItsStateChanges() {
    beat(store(), minute("one").withIssueIds(List.of("T-1")), T0);
    assertThat(tellIssues(T0, "T-1", "unknown")).isZero();

    beat(store(), minute("two").withIssueIds(List.of("T-1")), T0.plusSeconds(30));
    assertThat(tellIssues(T0.plusSeconds(30), "T-1")).isEqualTo(1);
    assertThat(tellIssues(T0.plusSeconds(30), "T-1")).isZero();
    assertThat(tellIssues(T0.plusSeconds(61), "T-1")).isEqualTo(1);
    assertThat(tellIssues(T0.plusSeconds(91), "T-1")).isEqualTo(1);
    beat(store(), minute("one").withIssueIds(List.of("T-1")), T0.plusSeconds(100));
    assertThat(tellIssues(T0.plusSeconds(100), "T-1", "T-1")).isEqualTo(1);

    assertThat(story())
        .containsExactly(
            "registered one",
            "registered two",
            "contested T-1",
            "held T-1",
            "orphaned T-1",
            "held T-1");
  }

  @Test
  default void anIssueThatNobodyNamesAnyMoreIsForgotten() {
    beat(store(), minute("one").withIssueIds(List.of("T-1")), T0);
    assertThat(tellIssues(T0.plusSeconds(61), "T-1")).isEqualTo(1);
    store().delete(id("one"), agent -> true, T0.plusSeconds(62));
    assertThat(tellIssues(T0.plusSeconds(62), "T-1")).isZero();

    beat(store(), minute("two").withIssueIds(List.of("T-1")), T0.plusSeconds(63));
    assertThat(tellIssues(T0.plusSeconds(63), "T-1")).isZero();
    assertThat(tellIssues(T0.plusSeconds(200), "T-1")).isEqualTo(1);
  }

  @Test
  default void allIssuesAreComparedWithWhatWasTold() {
    beat(store(), minute("one").withIssueIds(List.of("T-1", "T-2", "T-3")), T0);
    beat(store(), minute("two").withIssueIds(List.of("T-2")), T0.plusSeconds(30));
    Instant oneIsStale = T0.plusSeconds(61);

    assertThat(log().tellAllIssues(Listening.always(), T0.plusSeconds(30))).isEqualTo(1);
    assertThat(log().tellAllIssues(Listening.always(), oneIsStale)).isEqualTo(3);
    assertThat(log().tellAllIssues(Listening.always(), oneIsStale)).isZero();
    store().delete(id("one"), agent -> true, oneIsStale);
    assertThat(log().tellAllIssues(Listening.always(), oneIsStale)).isZero();

    assertThat(story())
        .containsSubsequence("contested T-2", "orphaned T-1", "removed one")
        .contains("held T-2", "orphaned T-3");
  }

  @Test
  default void eventsAreReadInPartsAndTheirNumbersHaveNoGap() {
    AtOnce.forEach(IntStream.range(0, 100).boxed().toList(), i -> beat(store(), "agent-" + i, T0));

    assertThat(log().after(10, 5))
        .extracting(LoggedEvent::id)
        .containsExactly(11L, 12L, 13L, 14L, 15L);
    assertThat(log().after(98, 5)).extracting(LoggedEvent::id).containsExactly(99L, 100L);
    assertThat(log().after(100, 5)).isEmpty();
    assertThat(log().after(1_000, 5)).isEmpty();
    assertThat(log().after(0, 1_000))
        .extracting(LoggedEvent::id)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
  }

  @Test
  default void theNewestEventsAreKeptHoweverManyThereWere() {
    int many = EventLog.KEPT_EVENTS + 3_000;
    AtOnce.forEach(IntStream.range(0, many).boxed().toList(), i -> beat(store(), "agent-" + i, T0));

    assertThat(log().newest()).isEqualTo(many);
    List<LoggedEvent> kept = log().after(0, Integer.MAX_VALUE);
    assertThat(kept.size()).isBetween(EventLog.KEPT_EVENTS, EventLog.KEPT_EVENTS + 2_000);
    assertThat(kept.get(kept.size() - 1).id()).isEqualTo(many);
    assertThat(log().after(many - 10L, 100)).hasSize(10);
  }
}
