package dev.agentregistry.domain.contract;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.ListeningPeriod;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.Sort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What random operations are made of: few values, so that they meet often. */
final class RandomChoices {

  private static final List<String> HOSTNAMES =
      List.of("build-01", "höst", "100%", "win_7", "ΟΔΟΣ");
  private static final List<String> PATHS =
      List.of("/srv/repos/tracker", "/home/zoë/репо", "C:\\work\\repo", "/srv/o'hara", "/a", "/b");
  private static final List<String> STATUSES =
      List.of("active", "working", "in_review", "in-review", "offline", "stopped");
  private static final List<String> ITEMS =
      List.of("A-1", "A-10", "a-1", "x\ny", "\u0000", "\"", "\\", "%", "\ud83e\udd16");

  /** Four of these collide in two pairs. */
  static final List<AgentIdentity> IDENTITIES =
      Stream.concat(
              HOSTNAMES.stream()
                  .flatMap(
                      host ->
                          PATHS.stream().map(path -> new AgentIdentity(host, "10.0.0.5", path))),
              Stream.of(
                  new AgentIdentity("a", "b:c", "d"),
                  new AgentIdentity("a:b", "c", "d"),
                  new AgentIdentity("host-523", "10.0.142.74", "/srv/repos/project-19086"),
                  new AgentIdentity("host-458", "10.0.169.157", "/srv/repos/project-171433")))
          .toList();

  private final Random random;
  private final List<Place> places = new ArrayList<>();
  private Instant now = Samples.T0;

  RandomChoices(int seed) {
    random = new Random(seed);
  }

  int upTo(int bound) {
    return random.nextInt(bound);
  }

  /** Turns the clock: mostly on by little, seldom by hours, seldom back, by microseconds too. */
  Instant turnClock() {
    Duration step =
        switch (upTo(20)) {
          case 0 -> Duration.ofMinutes(upTo(300));
          case 1 -> Duration.ofSeconds(-upTo(600));
          case 2, 3, 4 -> Duration.ZERO;
          case 5, 6, 7 -> Duration.ofNanos(1_000L * (1 + upTo(999)));
          case 8, 9, 10 -> Duration.ofMillis(1);
          default -> Duration.ofMillis(upTo(20_000));
        };
    now = now.plus(step);
    return now;
  }

  AgentIdentity identity() {
    return one(IDENTITIES);
  }

  Heartbeat heartbeat() {
    Heartbeat plain =
        Heartbeat.from(identity())
            .withStatus(new AgentStatus(one(STATUSES)))
            .withIssueIds(List.copyOf(some(ITEMS)))
            .withCapabilities(List.copyOf(some(ITEMS)));
    return upTo(2) == 0 ? plain : plain.withTtl(Duration.ofSeconds(1 + upTo(120)));
  }

  PruneScope scope() {
    return new PruneScope(moment(), seldom(this::statuses), seldom(this::hostnames));
  }

  AgentQuery query() {
    AgentQueryBuilder query =
        AgentQuery.builder()
            .sort(one(List.of(Sort.values())))
            .limit(1 + upTo(upTo(2) == 0 ? 8 : 40))
            .statuses(seldom(this::statuses))
            .hostnames(seldom(this::hostnames))
            .livenesses(seldom(() -> some(List.of(Liveness.values()))))
            .repoPaths(seldom(() -> some(PATHS)))
            .issueIds(seldom(() -> some(ITEMS)))
            .capabilities(seldom(() -> some(ITEMS)));
    set(query::seenBefore);
    set(query::seenAfter);
    return query.place(place()).build();
  }

  /** Who listened: always somebody, or a server with pauses. */
  Listening listening() {
    List<ListeningPeriod> periods = new ArrayList<>();
    for (int i = upTo(4); i > 0; i--) {
      Instant start = moment();
      periods.add(new ListeningPeriod(start, start.plusMillis(upTo(200_000))));
    }
    return Listening.during(periods);
  }

  /** Keeps a place that a page named, for a later query. */
  void keep(Place place) {
    places.add(place);
  }

  private Place place() {
    return switch (upTo(4)) {
      case 0 -> new Place.Offset(upTo(12));
      case 1, 2 -> places.isEmpty() ? Place.start() : places.get(upTo(places.size()));
      default -> Place.start();
    };
  }

  private void set(Consumer<PointInTime> limit) {
    if (upTo(5) == 0) {
      limit.accept(
          upTo(2) == 0
              ? new PointInTime.At(moment())
              : new PointInTime.Ago(Duration.ofMillis(upTo(200_000))));
    }
  }

  private Instant moment() {
    return now.minusMillis(upTo(400_000));
  }

  private Set<AgentStatus> statuses() {
    Set<AgentStatus> statuses = new HashSet<>();
    some(STATUSES).forEach(word -> statuses.add(new AgentStatus(word)));
    return statuses;
  }

  private Set<String> hostnames() {
    Set<String> hostnames = new HashSet<>();
    some(HOSTNAMES)
        .forEach(name -> hostnames.add(upTo(2) == 0 ? name.toLowerCase(Locale.ROOT) : name));
    some(HOSTNAMES).forEach(name -> hostnames.add(name.toUpperCase(Locale.ROOT)));
    return hostnames;
  }

  private <T> Set<T> seldom(Supplier<Set<T>> values) {
    return upTo(4) == 0 ? values.get() : Set.of();
  }

  private <T> Set<T> some(List<T> values) {
    Set<T> some = new HashSet<>();
    for (int i = upTo(4); i > 0; i--) {
      some.add(one(values));
    }
    return some;
  }

  private <T> T one(List<T> values) {
    return values.get(upTo(values.size()));
  }
}
