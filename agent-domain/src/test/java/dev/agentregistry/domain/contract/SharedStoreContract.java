package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.list;
import static dev.agentregistry.domain.contract.Samples.names;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.ListeningPeriod;
import dev.agentregistry.domain.LoggedEvent;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every store has to pass that several processes may have open at once: a server and commands
 * beside it, or several servers. Each process is stood for by a store of its own, over the same
 * file or database.
 */
@Timeout(120)
public abstract class SharedStoreContract {

  private static final int STORES = 3;

  private final List<AgentRepository> stores = new ArrayList<>();

  /** For subclasses. */
  protected SharedStoreContract() {}

  /**
   * Opens one more store over what all stores of a test share, which is empty at first. It is
   * closed after the test if it is {@link AutoCloseable}.
   */
  protected abstract AgentRepository openOneMore();

  @BeforeEach
  final void openStores() {
    for (int i = 0; i < STORES; i++) {
      stores.add(openOneMore());
    }
  }

  @AfterEach
  final void closeStores() throws Exception {
    for (AgentRepository store : stores) {
      if (store instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }

  private AgentRepository one() {
    return stores.get(0);
  }

  private AgentRepository other() {
    return stores.get(1);
  }

  @Test
  void eachSeesWhatTheOtherHasAnsweredAtOnce() {
    for (int version = 1; version <= 30; version += 2) {
      Agent stored = beat(one(), "one", T0.plusSeconds(version));
      assertThat(stored.version()).isEqualTo(version);
      assertThat(other().find(id("one"))).contains(stored);

      Heartbeat changed = heartbeat("one").withStatus(status("s-" + version));
      Agent answer = beat(other(), changed, T0.plusSeconds(version));
      assertThat(answer.version()).isEqualTo(version + 1);
      assertThat(list(one(), AgentQuery.all(), T0).agents()).containsExactly(answer);
    }

    assertThat(one().delete(id("one"), agent -> true, T0)).isEqualTo(Removal.REMOVED);
    assertThat(other().find(id("one"))).isEmpty();
    assertThat(beat(other(), "one", T0).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void allAnswerLikeThePlainModelWhicheverIsAsked(int seed) {
    RandomOperations operations = new RandomOperations(new TakingTurns(stores), seed);
    for (int i = 0; i < 300; i++) {
      operations.next();
    }
    operations.compareAll();
  }

  /** In another order through each, so that they meet in every way. */
  @Test
  void heartbeatsThroughAllAtOnceGetEachVersionOnce() {
    int agents = 50;
    int beatsThroughEach = 8;
    List<Callable<List<Agent>>> work = new ArrayList<>();
    for (int i = 0; i < STORES * beatsThroughEach; i++) {
      AgentRepository store = stores.get(i % STORES);
      List<Integer> order = shuffled(agents, i);
      work.add(() -> order.stream().map(agent -> beat(store, "agent-" + agent, T0)).toList());
    }

    List<String> answers =
        AtOnce.call(work).stream()
            .flatMap(List::stream)
            .map(agent -> Samples.name(agent) + " " + agent.version())
            .toList();

    assertThat(answers).doesNotHaveDuplicates().hasSize(agents * STORES * beatsThroughEach);
    assertThat(list(one(), AgentQuery.builder().limit(1000).build(), T0).agents())
        .hasSize(agents)
        .allMatch(agent -> agent.version() == STORES * beatsThroughEach);
  }

  @Test
  void changesAndRemovalsThroughAllAtOnceAddUp() {
    AtomicLong removals = new AtomicLong();
    AtomicLong nanos = new AtomicLong();
    List<Agent> answers =
        AtOnce.forEach(
            IntStream.range(0, 300).boxed().toList(),
            i -> {
              AgentRepository store = stores.get(i % STORES);
              if (i % 4 == 0 && store.delete(id("one"), agent -> true, T0) == Removal.REMOVED) {
                removals.incrementAndGet();
              }
              Heartbeat heartbeat = heartbeat("one").withIssueIds(List.of("T-" + i % 5));
              return beat(store, heartbeat, T0.plusNanos(nanos.incrementAndGet() * 1_000));
            });

    long registrations = answers.stream().filter(agent -> agent.version() == 1).count();
    assertThat(registrations).isEqualTo(removals.get() + 1);
    assertThat(answers).extracting(Agent::revision).doesNotHaveDuplicates();
    assertThat(other().find(id("one"))).isEqualTo(one().find(id("one")));
  }

  @Test
  void whoBeatsThroughOneWhileTheOtherPrunesIsThereAfterIt() {
    List<String> everybody = names(Samples.crowd(one(), 20, T0));
    for (int round = 1; round <= 20; round++) {
      Instant moment = T0.plusSeconds(round);
      CyclicBarrier bothAreReady = new CyclicBarrier(2);
      List<Callable<List<Agent>>> work =
          List.of(
              () -> {
                bothAreReady.await();
                List<Agent> gone = new ArrayList<>();
                other().prune(new PruneScope(moment, Set.of(), Set.of()), moment, gone::addAll);
                return gone;
              },
              () -> {
                bothAreReady.await();
                return everybody.stream().map(name -> beat(one(), name, moment)).toList();
              });

      List<List<Agent>> results = AtOnce.call(work);

      List<Agent> answers = results.get(1);
      assertThat(list(other(), AgentQuery.all(), moment).agents())
          .containsExactlyInAnyOrderElementsOf(answers);
      assertThat(names(results.get(0)))
          .containsExactlyInAnyOrderElementsOf(
              names(answers.stream().filter(answer -> answer.version() == 1).toList()));
    }
  }

  /** A number that is missed once would never be asked for again. */
  @Test
  void whoFollowsTheEventsOfAllMissesNone() {
    int agents = 40;
    AtomicBoolean isOver = new AtomicBoolean();
    List<Long> seen = new ArrayList<>();
    List<Callable<Boolean>> work = new ArrayList<>();
    work.add(
        () -> {
          boolean wasOver;
          do {
            wasOver = isOver.get();
            long last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
            stores.get(2).eventLog().after(last, 1_000).forEach(event -> seen.add(event.id()));
          } while (!wasOver);
          return true;
        });
    work.add(
        () -> {
          AtOnce.forEach(
              IntStream.range(0, agents * 6).boxed().toList(),
              i ->
                  beat(
                      stores.get(i % 2),
                      heartbeat("agent-" + i % agents).withIssueIds(List.of("T-" + i)),
                      T0));
          isOver.set(true);
          return true;
        });

    AtOnce.call(work);

    assertThat(seen)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, agents * 6L).boxed().toList());
    assertThat(one().eventLog().after(0, 1_000)).isEqualTo(other().eventLog().after(0, 1_000));
  }

  @Test
  void silenceIsToldOnceHoweverManyWatch() {
    int agents = 300;
    Samples.crowd(one(), agents, T0);
    Instant later = T0.plusSeconds(301);

    int told = byAll(store -> store.eventLog().tellStale(Listening.always(), later));

    assertThat(told).isEqualTo(agents);
    assertThat(one().eventLog().after(agents, 1_000))
        .hasSize(agents)
        .allMatch(event -> event.subject().kind() == EventKind.STALE);
    beat(other(), "crowd-7", later);
    assertThat(kinds(one(), 2L * agents)).containsExactly(EventKind.BACK);
  }

  @Test
  void aStateOfAnIssueIsToldOnceHoweverManyWatch() {
    List<String> issueIds = IntStream.range(0, 60).mapToObj(i -> "T-" + i).toList();
    beat(one(), heartbeat("one").withIssueIds(issueIds), T0);
    beat(other(), heartbeat("other").withIssueIds(issueIds), T0);

    int told = byAll(store -> store.eventLog().tellAllIssues(Listening.always(), T0));
    int again = byAll(store -> store.eventLog().tellIssues(issueIds, Listening.always(), T0));

    assertThat(told).isEqualTo(issueIds.size());
    assertThat(again).isZero();
    assertThat(kinds(one(), 2)).hasSize(issueIds.size()).containsOnly(EventKind.CONTESTED);
  }

  @Test
  void allKnowWhenAnyServerListened() {
    ListeningPeriod ofOne = new ListeningPeriod(T0, T0.plusSeconds(30));
    ListeningPeriod ofOther = new ListeningPeriod(T0.plusSeconds(20), T0.plusSeconds(50));
    one().listeningLog().note(ofOne);
    other().listeningLog().note(ofOther);

    assertThat(stores)
        .allSatisfy(
            store -> assertThat(store.listeningLog().periods()).containsExactly(ofOne, ofOther));
  }

  /** All do the same at once; their results are added. */
  private int byAll(ToIntFunction<AgentRepository> work) {
    List<Callable<Integer>> all = new ArrayList<>();
    for (AgentRepository store : stores) {
      all.add(() -> work.applyAsInt(store));
    }
    return AtOnce.call(all).stream().mapToInt(Integer::intValue).sum();
  }

  private static List<EventKind> kinds(AgentRepository store, long after) {
    return store.eventLog().after(after, 1_000).stream()
        .map(LoggedEvent::subject)
        .map(LoggedEvent.Subject::kind)
        .toList();
  }

  private static List<Integer> shuffled(int size, int seed) {
    List<Integer> all = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(all, new Random(seed));
    return all;
  }
}
