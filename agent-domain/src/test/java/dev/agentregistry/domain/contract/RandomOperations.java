package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdCollisionException;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.Removal;
import dev.agentregistry.domain.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Does the same random things to a store and to the model, and compares each answer. */
final class RandomOperations {

  private final AgentRepository store;
  private final AgentRepository model = new ModelStore();
  private final RandomChoices choices;
  private final List<Revision> revisions = new ArrayList<>();
  private final String seedInWords;
  private int operation;

  RandomOperations(AgentRepository store, int seed) {
    this.store = store;
    this.choices = new RandomChoices(seed);
    this.seedInWords = "seed " + seed;
  }

  /** Does one thing, and compares the answers. */
  void next() {
    operation++;
    Instant now = choices.turnClock();
    int dice = choices.upTo(100);
    if (dice < 55) {
      heartbeat(choices.heartbeat(), now);
    } else if (dice < 63) {
      delete(choices.identity());
    } else if (dice < 67) {
      prune(choices.scope());
    } else if (dice < 71) {
      count(choices.listening(), now);
    } else {
      list(choices.query(), choices.listening(), now);
    }
  }

  /** Compares everything that is stored. */
  void compareAll() {
    for (AgentIdentity identity : RandomChoices.IDENTITIES) {
      AgentId id = AgentId.derive(identity);
      compare("find " + id, repository -> repository.find(id));
    }
  }

  private void heartbeat(Heartbeat heartbeat, Instant now) {
    compare(
        heartbeat + " at " + now,
        repository -> {
          try {
            Agent agent = Samples.beat(repository, heartbeat, now);
            revisions.add(agent.revision());
            return agent;
          } catch (AgentIdCollisionException e) {
            return e.getMessage();
          }
        });
  }

  private void delete(AgentIdentity identity) {
    AgentId id = AgentId.derive(identity);
    Set<Revision> expected = new HashSet<>();
    for (int i = choices.upTo(4); i > 0 && !revisions.isEmpty(); i--) {
      int latest = Math.max(0, revisions.size() - 60);
      expected.add(revisions.get(latest + choices.upTo(revisions.size() - latest)));
    }
    Predicate<Agent> condition = agent -> expected.isEmpty() || expected.contains(agent.revision());
    Removal removal = compare("delete " + id, repository -> repository.delete(id, condition, T0));
    compare("find " + id + " after " + removal, repository -> repository.find(id));
  }

  private void prune(PruneScope scope) {
    compare(
        scope.toString(),
        repository -> {
          Set<Agent> gone = new HashSet<>();
          long count = repository.prune(scope, T0, gone::addAll);
          return List.of(count, gone);
        });
  }

  private void count(Listening listening, Instant now) {
    compare("count at " + now, repository -> repository.count(listening, now));
  }

  private void list(AgentQuery query, Listening listening, Instant now) {
    AgentPage<Agent> page =
        compare(query + " at " + now, repository -> repository.list(query, listening, now));
    page.next().ifPresent(choices::keep);
  }

  private <T> T compare(String question, Function<AgentRepository, T> answer) {
    T expected = answer.apply(model);
    assertThat(answer.apply(store))
        .as("%s, operation %d: %s", seedInWords, operation, question)
        .isEqualTo(expected);
    return expected;
  }
}
