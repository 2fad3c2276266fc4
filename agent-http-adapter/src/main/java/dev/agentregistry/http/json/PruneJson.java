package dev.agentregistry.http.json;

import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.DurationText;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.PruneRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads prune requests. Unknown members are ignored. */
public final class PruneJson {

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
    Errors errors = new Errors();
    Members members = new Members(JsonObjects.read(body), errors::add);
    Optional<PointInTime> olderThan = olderThan(members, errors);
    Set<AgentStatus> statuses =
        errors.statuses(WireNames.STATUS, members.strings(WireNames.STATUS).orElse(List.of()));
    Set<String> hostnames = Set.copyOf(members.strings(WireNames.HOSTNAME).orElse(List.of()));
    boolean dryRun = members.bool(WireNames.DRY_RUN).orElse(false);
    boolean force = members.bool(WireNames.FORCE).orElse(false);
    errors.throwIfAny();
    return new PruneRequest(olderThan.orElseThrow(), statuses, hostnames, dryRun, force);
  }

  private static Optional<PointInTime> olderThan(Members members, Errors errors) {
    Optional<String> text = members.string(WireNames.OLDER_THAN);
    Optional<PointInTime> olderThan = text.flatMap(DurationText::parse).map(PointInTime.Ago::new);
    if (olderThan.isEmpty() && !errors.concern(WireNames.OLDER_THAN)) {
      errors.add(
          WireNames.OLDER_THAN, text.isEmpty() ? "is required" : "must be " + DurationText.FORM);
    }
    return olderThan;
  }
}
