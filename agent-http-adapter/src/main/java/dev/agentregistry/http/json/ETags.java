package dev.agentregistry.http.json;

import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Revision;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Entity tags of agent records, RFC 9110 section 8.8.3: {@code "incarnation-version-liveness"}.
 *
 * <p>Liveness is part of the tag since it is part of the representation: an agent that turned stale
 * without a heartbeat is another answer. A condition on a removal goes by the revision alone: what
 * it guards against is another heartbeat.
 */
public final class ETags {

  private static final int RADIX = 36;
  private static final Pattern TAG =
      Pattern.compile("(W/)?\"(-?[0-9a-z]{1,14})-([0-9a-z]{1,13})-(?:online|stale|offline)\"");
  private static final Pattern LIST_ITEM = Pattern.compile("(?:W/)?\"[^\"]*\"");

  private ETags() {}

  /** The tag of a record. */
  public static String of(AgentRecord agent) {
    Revision revision = agent.agent().revision();
    return tag(revision, agent.liveness());
  }

  /**
   * Whether {@code If-None-Match} names the tag, by weak comparison.
   *
   * @param header the header's value: tags, or {@code *}
   * @param tag the tag of what is there
   */
  public static boolean matches(String header, String tag) {
    if (header.strip().equals("*")) {
      return true;
    }
    Matcher item = LIST_ITEM.matcher(header);
    while (item.find()) {
      String listed = item.group();
      if (listed.equals(tag) || listed.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The revisions that {@code If-Match} names. Weak tags and those of something else name none.
   *
   * @param header the header's value: tags, or {@code *}
   * @return the revisions; nothing for {@code *}, which any revision matches
   */
  public static Optional<Set<Revision>> revisions(String header) {
    if (header.strip().equals("*")) {
      return Optional.empty();
    }
    Set<Revision> revisions = new HashSet<>();
    Matcher item = LIST_ITEM.matcher(header);
    while (item.find()) {
      revision(item.group()).ifPresent(revisions::add);
    }
    return Optional.of(revisions);
  }

  /**
   * What {@code If-Match} has to say for any of these revisions.
   *
   * @return tags; for no revision one that nothing has
   */
  public static String condition(Set<Revision> revisions) {
    return revisions.isEmpty()
        ? "\"none\""
        : revisions.stream()
            .map(revision -> tag(revision, Liveness.ONLINE))
            .sorted()
            .collect(Collectors.joining(", "));
  }

  /** The revision that a strong tag of ours names. */
  public static Optional<Revision> revision(String item) {
    Matcher tag = TAG.matcher(item);
    if (!tag.matches() || tag.group(1) != null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Revision(Long.parseLong(tag.group(2), RADIX), Long.parseLong(tag.group(3), RADIX)));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  private static String tag(Revision revision, Liveness liveness) {
    return '"'
        + Long.toString(revision.incarnation(), RADIX)
        + '-'
        + Long.toString(revision.version(), RADIX)
        + '-'
        + WireNames.of(liveness)
        + '"';
  }
}
