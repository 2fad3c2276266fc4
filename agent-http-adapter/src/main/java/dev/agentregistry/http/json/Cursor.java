package dev.agentregistry.http.json;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.Sort;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list as an opaque text. It names its order too, so that a cursor of one order is
 * never taken for a place in another. Its letters need no escaping in a URL.
 */
final class Cursor {

  private static final Pattern FORM =
      Pattern.compile("(id|last_seen_at)~(-?[0-9]{1,15})~(agt_[0-9a-f]{8})");

  private Cursor() {}

  static String format(Sort sort, Place.After place) {
    return WireNames.of(sort) + "~" + place.lastSeenAt().toEpochMilli() + "~" + place.id();
  }

  static Optional<Place.After> parse(Sort sort, String text) {
    Matcher cursor = FORM.matcher(text);
    if (!cursor.matches() || !cursor.group(1).equals(WireNames.of(sort))) {
      return Optional.empty();
    }
    return AgentId.parse(cursor.group(3))
        .map(id -> new Place.After(Instant.ofEpochMilli(Long.parseLong(cursor.group(2))), id));
  }
}
