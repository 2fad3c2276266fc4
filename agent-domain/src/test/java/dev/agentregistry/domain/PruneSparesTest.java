package dev.agentregistry.domain;

import static dev.agentregistry.domain.RegistryFixture.T0;
import static dev.agentregistry.domain.RegistryFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What happens between the plan of a prune and its removal. */
class PruneSparesTest {

  private Instant now = T0;
  private Runnable beforeRemoval = () -> {};
  private final AgentRegistry registry =
      AgentRegistry.over(new Interrupted(new InMemoryAgentRepository()), () -> now);

  private PruneReport pruneOlderThanAWeek() {
    return registry.prune(PruneRequest.olderThan(new PointInTime.Ago(Duration.ofDays(7))));
  }

  private void beat(String name) {
    registry.heartbeat(RegistryFixture.heartbeat(name));
  }

  @Test
  void whoBeatsMeanwhileIsSparedAndCounted() {
    beat("silent");
    beat("back");
    now = T0.plus(Duration.ofDays(8));
    beforeRemoval = () -> beat("back");

    PruneReport report = pruneOlderThanAWeek();

    assertThat(report.matched()).isEqualTo(2);
    assertThat(report.removed()).isEqualTo(1);
    assertThat(report.spared()).isEqualTo(1);
    assertThat(report.agents())
        .extracting(record -> record.agent().id())
        .isEqualTo(List.of(id("silent")));
    assertThat(registry.find(id("back")).orElseThrow().agent().version()).isEqualTo(2);
  }

  @Test
  void whoIsRemovedBySomeoneElseMeanwhileCountsAsSpared() {
    beat("one");
    now = T0.plus(Duration.ofDays(8));
    beforeRemoval = () -> registry.remove(id("one"));

    PruneReport report = pruneOlderThanAWeek();

    assertThat(report.removed()).isZero();
    assertThat(report.spared()).isEqualTo(1);
  }

  @Test
  void theCutoffIsFrozenHoweverTheClockMovesOn() {
    beat("old");
    now = T0.plusSeconds(3600);
    beat("younger");
    now = T0.plus(Duration.ofDays(7)).plusSeconds(60);
    beforeRemoval = () -> now = now.plus(Duration.ofDays(1));

    PruneReport report = pruneOlderThanAWeek();

    assertThat(report.cutoff()).isEqualTo(T0.plusSeconds(60));
    assertThat(report.removed()).isEqualTo(1);
    assertThat(registry.find(id("younger"))).isPresent();
  }

  /** A store in which something happens right before a prune removes. */
  private final class Interrupted implements AgentRepository {

    private final AgentRepository store;

    private Interrupted(AgentRepository store) {
      this.store = store;
    }

    @Override
    public Optional<Agent> find(AgentId id) {
      return store.find(id);
    }

    @Override
    public AgentPage<Agent> list(AgentQuery query, Listening listening, Instant when) {
      return store.list(query, listening, when);
    }

    @Override
    public AgentCounts count(Listening listening, Instant when) {
      return store.count(listening, when);
    }

    @Override
    public IssuePage issues(IssueQuery query, Listening listening, Instant when) {
      return store.issues(query, listening, when);
    }

    @Override
    public EventLog eventLog() {
      return store.eventLog();
    }

    @Override
    public ListeningLog listeningLog() {
      return store.listeningLog();
    }

    @Override
    public Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change) {
      return store.upsert(id, change);
    }

    @Override
    public Removal delete(AgentId id, Predicate<Agent> condition, Instant when) {
      return store.delete(id, condition, when);
    }

    @Override
    public long prune(PruneScope scope, Instant when, Consumer<List<Agent>> removed) {
      beforeRemoval.run();
      return store.prune(scope, when, removed);
    }
  }
}
