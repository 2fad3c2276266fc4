package dev.agentregistry.http.json;

import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.IssueState;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The query parameters of a list of issues. None is ever ignored silently. */
public final class IssueParameters {

  private static final Set<String> REPEATABLE =
      Set.of(WireNames.ISSUE_ID, WireNames.STATE, WireNames.HOSTNAME);

  private static final Set<String> SINGLE =
      Set.of(WireNames.LIMIT, WireNames.OFFSET, WireNames.CURSOR);

  private IssueParameters() {}

  /**
   * Reads a list's query.
   *
   * @param values each parameter's values, decoded
   * @throws InvalidRequestException naming every parameter that is unknown, repeated where it may
   *     not be, or has a bad value
   */
  public static IssueQuery read(Map<String, List<String>> values) {
    Parameters parameters = new Parameters(values, REPEATABLE, SINGLE);
    Set<IssueState> states =
        Set.copyOf(parameters.anyOf(WireNames.STATE, IssueState.values(), WireNames::of));
    Optional<String> after = after(parameters);
    long offset = parameters.number(WireNames.OFFSET, 0, Long.MAX_VALUE).orElse(0L);
    int limit =
        parameters
            .number(WireNames.LIMIT, 1, IssueQuery.MAX_LIMIT)
            .map(Math::toIntExact)
            .orElse(IssueQuery.DEFAULT_LIMIT);
    parameters.errors().throwIfAny();
    return new IssueQuery(
        Set.copyOf(parameters.all(WireNames.ISSUE_ID)),
        states,
        Set.copyOf(parameters.all(WireNames.HOSTNAME)),
        after,
        offset,
        limit);
  }

  /** A list's query as the part of a URL behind its question mark. */
  public static String write(IssueQuery query) {
    UrlQuery url = new UrlQuery();
    url.addAll(WireNames.ISSUE_ID, query.issueIds().stream());
    url.addAll(WireNames.STATE, query.states().stream().map(WireNames::of));
    url.addAll(WireNames.HOSTNAME, query.hostnames().stream());
    url.add(WireNames.LIMIT, String.valueOf(query.limit()));
    query.after().ifPresent(issueId -> url.add(WireNames.CURSOR, cursor(issueId)));
    if (query.offset() > 0) {
      url.add(WireNames.OFFSET, String.valueOf(query.offset()));
    }
    return url.toString();
  }

  private static Optional<String> after(Parameters parameters) {
    Optional<String> cursor = parameters.one(WireNames.CURSOR);
    Optional<String> after = cursor.flatMap(IssueParameters::issueId);
    if (cursor.isPresent() && parameters.has(WireNames.OFFSET)) {
      parameters.errors().add(WireNames.OFFSET, "must not be combined with cursor");
    }
    if (cursor.isPresent() && after.isEmpty()) {
      parameters.errors().add(WireNames.CURSOR, "must be the 'next' of a page");
    }
    return after;
  }

  /** A place in the list as an opaque text, whose letters need no escaping in a URL. */
  static String cursor(String issueId) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(issueId.getBytes(StandardCharsets.UTF_8));
  }

  /** The issue of a place in the list. */
  static Optional<String> issueId(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException notOurs) {
      return Optional.empty();
    }
  }
}
