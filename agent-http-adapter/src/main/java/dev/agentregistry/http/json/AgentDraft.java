package dev.agentregistry.http.json;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.HeartbeatBuilder;
import dev.agentregistry.domain.InvalidHeartbeatException;
import dev.agentregistry.domain.Liveness;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What has been read of an agent record. Not thread-safe. */
final class AgentDraft {

  static final JsonObjects<AgentDraft> OBJECTS =
      new JsonObjects<>(members(), (draft, name, message) -> draft.errors.add(name, message));

  /** As many as every reader of JSON can tell apart, and far from where counting would fail. */
  private static final long MAX_VERSION = 1L << 53;

  /** A TTL later there are still years of four digits. */
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private final Errors errors = new Errors();
  private final HeartbeatBuilder heartbeat = Heartbeat.builder();
  private final Map<String, Instant> times = new HashMap<>();
  private Optional<String> id = Optional.empty();
  private Optional<Long> version = Optional.empty();
  private Optional<String> liveness = Optional.empty();

  AgentDraft() {}

  private static Map<String, Member<AgentDraft>> members() {
    return Map.ofEntries(
        Map.entry(WireNames.ID, Member.string((draft, id) -> draft.id = Optional.of(id))),
        said(WireNames.HOSTNAME, HeartbeatBuilder::hostname),
        said(WireNames.MACHINE_ADDRESS, HeartbeatBuilder::machineAddress),
        said(WireNames.REPO_PATH, HeartbeatBuilder::repoPath),
        said(WireNames.STATUS, HeartbeatBuilder::status),
        listed(WireNames.ISSUE_IDS, HeartbeatBuilder::issueIds),
        listed(WireNames.CAPABILITIES, HeartbeatBuilder::capabilities),
        Map.entry(
            WireNames.TTL_SECONDS,
            Member.integer((draft, ttl) -> draft.heartbeat.ttl(Duration.ofSeconds(ttl)))),
        Map.entry(
            WireNames.LIVENESS,
            Member.string((draft, liveness) -> draft.liveness = Optional.of(liveness))),
        time(WireNames.CREATED_AT),
        time(WireNames.UPDATED_AT),
        time(WireNames.LAST_SEEN_AT),
        time(WireNames.STALE_AT),
        Map.entry(
            WireNames.VERSION,
            Member.integer((draft, version) -> draft.version = Optional.of(version))));
  }

  private static Map.Entry<String, Member<AgentDraft>> said(
      String name, BiConsumer<HeartbeatBuilder, String> take) {
    return Map.entry(name, Member.string((draft, text) -> take.accept(draft.heartbeat, text)));
  }

  private static Map.Entry<String, Member<AgentDraft>> listed(
      String name, BiConsumer<HeartbeatBuilder, List<String>> take) {
    return Map.entry(name, Member.strings((draft, items) -> take.accept(draft.heartbeat, items)));
  }

  private static Map.Entry<String, Member<AgentDraft>> time(String name) {
    return Map.entry(name, Member.string((draft, text) -> draft.readTime(name, text)));
  }

  private void readTime(String name, String text) {
    Optional<Instant> time = WireTime.parse(text);
    if (time.isEmpty()) {
      errors.add(name, "must be a time such as 2026-01-31T09:30:00.000Z");
    }
    time.ifPresent(instant -> times.put(name, instant));
  }

  /**
   * The agent, with the registry's times and version.
   *
   * @throws InvalidRequestException naming every member that is missing or bad
   */
  Agent agent() {
    Optional<Heartbeat> said = heartbeat();
    require(WireNames.CREATED_AT);
    require(WireNames.UPDATED_AT);
    require(WireNames.LAST_SEEN_AT);
    if (version.filter(number -> 1 <= number && number <= MAX_VERSION).isEmpty()
        && !errors.concern(WireNames.VERSION)) {
      errors.add(WireNames.VERSION, "must be a whole number from 1 to " + MAX_VERSION);
    }
    said.map(Heartbeat::identity).map(AgentId::derive).ifPresent(this::checkId);
    errors.throwIfAny();
    return Agent.restored(
        said.orElseThrow(),
        known(WireNames.CREATED_AT),
        known(WireNames.UPDATED_AT),
        known(WireNames.LAST_SEEN_AT),
        version.orElseThrow());
  }

  private void checkId(AgentId derived) {
    if (id.filter(derived.value()::equals).isEmpty() && !errors.concern(WireNames.ID)) {
      errors.add(WireNames.ID, "must be " + derived + ", which the identity derives");
    }
  }

  /** The agent with what a registry says of it. */
  AgentRecord record() {
    Agent agent = agent();
    Optional<Liveness> judged =
        liveness.flatMap(
            text ->
                Arrays.stream(Liveness.values())
                    .filter(known -> WireNames.of(known).equals(text))
                    .findFirst());
    if (judged.isEmpty()) {
      errors.add(WireNames.LIVENESS, "must be online, stale or offline");
    }
    errors.throwIfAny();
    return new AgentRecord(
        agent, judged.orElseThrow(), Optional.ofNullable(times.get(WireNames.STALE_AT)));
  }

  private Optional<Heartbeat> heartbeat() {
    try {
      return Optional.of(heartbeat.build());
    } catch (InvalidHeartbeatException invalid) {
      InvalidRequestException.of(invalid).errors().stream()
          // What could not be read is not missing.
          .filter(error -> !errors.concern(error.field()))
          .forEach(error -> errors.add(error.field(), error.message()));
      return Optional.empty();
    }
  }

  private void require(String name) {
    Optional<Instant> time = Optional.ofNullable(times.get(name));
    if (time.isEmpty() && !errors.concern(name)) {
      errors.add(name, "is required");
    }
    if (time.isPresent() && !time.get().isBefore(END)) {
      errors.add(name, "must be before the year 9999");
    }
  }

  private Instant known(String name) {
    return Optional.ofNullable(times.get(name)).orElseThrow();
  }
}
