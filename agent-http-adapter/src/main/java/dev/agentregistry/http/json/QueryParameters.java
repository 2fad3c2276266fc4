package dev.agentregistry.http.json;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.Sort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The query parameters of a list. None is ever ignored silently. */
public final class QueryParameters {

  /** Several values of one of these mean "any of these". */
  private static final Set<String> REPEATABLE =
      Set.of(
          WireNames.STATUS,
          WireNames.HOSTNAME,
          WireNames.LIVENESS,
          WireNames.REPO_PATH,
          WireNames.ISSUE_ID,
          WireNames.CAPABILITY);

  private static final Set<String> SINGLE =
      Set.of(
          WireNames.SEEN_BEFORE,
          WireNames.SEEN_AFTER,
          WireNames.SORT,
          WireNames.LIMIT,
          WireNames.OFFSET,
          WireNames.CURSOR);

  private final Parameters parameters;
  private final Errors errors;

  private QueryParameters(Map<String, List<String>> values) {
    this.parameters = new Parameters(values, REPEATABLE, SINGLE);
    this.errors = parameters.errors();
  }

  /**
   * Reads a list's query.
   *
   * @param values each parameter's values, decoded
   * @throws InvalidRequestException naming every parameter that is unknown, repeated where it may
   *     not be, or has a bad value
   */
  public static AgentQuery read(Map<String, List<String>> values) {
    return new QueryParameters(values).query();
  }

  /**
   * A list's query as the part of a URL behind its question mark.
   *
   * <p>A moment on the calendar is written to the nanosecond, as it may have been asked for.
   */
  public static String write(AgentQuery query) {
    UrlQuery url = new UrlQuery();
    url.addAll(WireNames.STATUS, query.statuses().stream().map(AgentStatus::value));
    url.addAll(WireNames.HOSTNAME, query.hostnames().stream());
    url.addAll(WireNames.LIVENESS, query.livenesses().stream().map(WireNames::of));
    url.addAll(WireNames.REPO_PATH, query.repoPaths().stream());
    url.addAll(WireNames.ISSUE_ID, query.issueIds().stream());
    url.addAll(WireNames.CAPABILITY, query.capabilities().stream());
    query.seenBefore().ifPresent(time -> url.add(WireNames.SEEN_BEFORE, text(time)));
    query.seenAfter().ifPresent(time -> url.add(WireNames.SEEN_AFTER, text(time)));
    url.add(WireNames.SORT, WireNames.of(query.sort()));
    url.add(WireNames.LIMIT, String.valueOf(query.limit()));
    if (query.place() instanceof Place.After after) {
      url.add(WireNames.CURSOR, Cursor.format(query.sort(), after));
    } else if (query.place() instanceof Place.Offset offset) {
      url.add(WireNames.OFFSET, String.valueOf(offset.agents()));
    }
    return url.toString();
  }

  private static String text(PointInTime time) {
    return switch (time) {
      case PointInTime.At at -> at.instant().toString();
      case PointInTime.Ago ago -> ago.duration().toString();
    };
  }

  private AgentQuery query() {
    Sort sort =
        parameters.oneOf(WireNames.SORT, Sort.values(), WireNames::of).orElse(Sort.LAST_SEEN_AT);
    AgentQueryBuilder query =
        AgentQuery.builder()
            .statuses(errors.statuses(WireNames.STATUS, parameters.all(WireNames.STATUS)))
            .hostnames(parameters.all(WireNames.HOSTNAME))
            .livenesses(parameters.anyOf(WireNames.LIVENESS, Liveness.values(), WireNames::of))
            .repoPaths(parameters.all(WireNames.REPO_PATH))
            .issueIds(parameters.all(WireNames.ISSUE_ID))
            .capabilities(parameters.all(WireNames.CAPABILITY))
            .sort(sort)
            .place(place(sort));
    time(WireNames.SEEN_BEFORE).ifPresent(query::seenBefore);
    time(WireNames.SEEN_AFTER).ifPresent(query::seenAfter);
    parameters
        .number(WireNames.LIMIT, 1, AgentQuery.MAX_LIMIT)
        .map(Math::toIntExact)
        .ifPresent(query::limit);
    errors.throwIfAny();
    return query.build();
  }

  private Place place(Sort sort) {
    Optional<String> cursor = parameters.one(WireNames.CURSOR);
    if (cursor.isEmpty()) {
      return parameters
          .number(WireNames.OFFSET, 0, Long.MAX_VALUE)
          .<Place>map(Place.Offset::new)
          .orElse(Place.start());
    }
    if (parameters.has(WireNames.OFFSET)) {
      errors.add(WireNames.OFFSET, "must not be combined with cursor");
    }
    Optional<Place.After> place = Cursor.parse(sort, cursor.get());
    if (place.isEmpty()) {
      errors.add(WireNames.CURSOR, "must be the 'next' of a page with the same sort");
    }
    return place.<Place>map(Function.identity()).orElse(Place.start());
  }

  private Optional<PointInTime> time(String name) {
    Optional<String> text = parameters.one(name);
    Optional<PointInTime> time = text.flatMap(PointInTime::parse);
    if (text.isPresent() && time.isEmpty()) {
      errors.add(name, "must be " + PointInTime.FORM);
    }
    return time;
  }
}
