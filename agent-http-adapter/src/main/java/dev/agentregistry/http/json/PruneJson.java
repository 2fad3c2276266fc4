package dev.agentregistry.http.json;

import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.DurationText;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.PruneRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Prune requests. Unknown members are ignored. */
public final class PruneJson {

  private static final JsonObjects<PruneJson> OBJECTS =
      new JsonObjects<>(
          Map.of(
              WireNames.OLDER_THAN,
                  Member.string((request, text) -> request.olderThan = Optional.of(text)),
              WireNames.CUTOFF,
                  Member.string((request, text) -> request.cutoff = Optional.of(text)),
              WireNames.STATUS, Member.strings((request, texts) -> request.statuses = texts),
              WireNames.HOSTNAME, Member.strings((request, texts) -> request.hostnames = texts),
              WireNames.DRY_RUN, Member.bool((request, value) -> request.dryRun = value),
              WireNames.FORCE, Member.bool((request, value) -> request.force = value)),
          (request, name, message) -> request.errors.add(name, message));

  private final Errors errors = new Errors();
  private Optional<String> olderThan = Optional.empty();
  private Optional<String> cutoff = Optional.empty();
  private List<String> statuses = List.of();
  private List<String> hostnames = List.of();
  private boolean dryRun;
  private boolean force;

  private PruneJson() {}

  /**
   * Reads a prune request.
   *
   * @param body JSON in UTF-8
   * @throws MalformedJsonException if the body is not a JSON object
   * @throws InvalidRequestException naming every member that is missing, of the wrong type or out
   *     of range
   */
  public static PruneRequest read(byte[] body) {
    PruneJson request = new PruneJson();
    OBJECTS.read(body, request);
    return request.build();
  }

  private PruneRequest build() {
    boolean isByCutoff = cutoff.isPresent() || errors.concern(WireNames.CUTOFF);
    Optional<PointInTime> time = isByCutoff ? readCutoff() : readOlderThan();
    Set<AgentStatus> onlyStatuses = errors.statuses(WireNames.STATUS, statuses);
    errors.throwIfAny(
        List.of(
            WireNames.OLDER_THAN,
            WireNames.CUTOFF,
            WireNames.STATUS,
            WireNames.HOSTNAME,
            WireNames.DRY_RUN,
            WireNames.FORCE));
    return new PruneRequest(time.orElseThrow(), onlyStatuses, Set.copyOf(hostnames), dryRun, force);
  }

  private Optional<PointInTime> readOlderThan() {
    Optional<PointInTime> time = olderThan.flatMap(DurationText::parse).map(PointInTime.Ago::new);
    if (time.isEmpty() && !errors.concern(WireNames.OLDER_THAN)) {
      errors.add(
          WireNames.OLDER_THAN,
          olderThan.isEmpty() ? "is required" : "must be " + DurationText.FORM);
    }
    return time;
  }

  private Optional<PointInTime> readCutoff() {
    if (olderThan.isPresent()) {
      errors.add(WireNames.CUTOFF, "must not be combined with older_than");
    }
    Optional<PointInTime> time = cutoff.flatMap(WireTime::parse).map(PointInTime.At::new);
    if (time.isEmpty() && !errors.concern(WireNames.CUTOFF)) {
      errors.add(WireNames.CUTOFF, "must be a time such as 2026-01-31T09:30:00.000Z");
    }
    return time;
  }

  /** A prune request as a body. */
  public static byte[] write(PruneRequest request) {
    return JsonBytes.bytes(
        json -> {
          json.writeStartObject();
          if (request.olderThan() instanceof PointInTime.At cutoff) {
            json.writeStringField(WireNames.CUTOFF, WireTime.format(cutoff.instant()));
          } else if (request.olderThan() instanceof PointInTime.Ago ago) {
            json.writeStringField(WireNames.OLDER_THAN, ago.duration().toString());
          }
          AgentJson.writeStrings(
              json,
              WireNames.STATUS,
              request.statuses().stream().map(AgentStatus::value).sorted().toList());
          AgentJson.writeStrings(
              json, WireNames.HOSTNAME, request.hostnames().stream().sorted().toList());
          json.writeBooleanField(WireNames.DRY_RUN, request.dryRun());
          json.writeBooleanField(WireNames.FORCE, request.force());
          json.writeEndObject();
        });
  }
}
