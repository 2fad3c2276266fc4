package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Liveness;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Puts what is seen of a registry into the lines of a terminal, of which none is too long and none
 * too many.
 *
 * @param size the terminal's size
 * @param hasColour whether it may have colours
 * @param zone in which the time of day is told
 */
record WatchScreen(TerminalSize size, boolean hasColour, ZoneId zone) {

  /**
   * Why the picture is an old one.
   *
   * @param since when the registry was last seen
   * @param reason why it does not answer, in words
   */
  record Outage(Instant since, String reason) {}

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** The counts, a free line or what is wrong, and the titles. */
  private static final int LINES_ABOVE = 3;

  /** How many agents there is room for. */
  int room() {
    return Math.max(1, size.rows() - LINES_ABOVE);
  }

  /** The lines, from the top. */
  List<String> lines(Picture picture, Optional<Outage> outage, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(header(picture, now));
    lines.add(outage.map(this::trouble).orElse(""));
    if (picture.agents().isEmpty()) {
      lines.add(cut(picture.isFiltered() ? "No agents match." : "No agents yet."));
    } else {
      addAgents(lines, picture, now);
    }
    return List.copyOf(lines.subList(0, Math.min(lines.size(), size.rows())));
  }

  private void addAgents(List<String> lines, Picture picture, Instant now) {
    boolean allFit = picture.total() <= room() && picture.agents().size() >= picture.total();
    int shown = Math.min(picture.agents().size(), allFit ? room() : Math.max(1, room() - 1));
    lines.addAll(table(picture.agents().subList(0, shown), now));
    long more = picture.total() - shown;
    if (more > 0) {
      lines.add(cut("… and " + more + " more"));
    }
  }

  private List<String> table(List<AgentRecord> agents, Instant now) {
    List<String> plain = rows(agents, now, false);
    boolean isNarrowEnough =
        plain.stream().allMatch(line -> DisplayText.width(line) <= size.columns());
    // A line is cut before it is coloured, never after: a half colour would stay.
    return isNarrowEnough && hasColour
        ? rows(agents, now, true)
        : plain.stream().map(this::cut).toList();
  }

  private List<String> rows(List<AgentRecord> agents, Instant now, boolean inColour) {
    return AgentTable.of(Columns.narrow(now), OptionalInt.of(size.columns()), inColour)
        .lines(agents)
        .lines()
        .toList();
  }

  private String header(Picture picture, Instant now) {
    String counts =
        Arrays.stream(Liveness.values())
            .map(liveness -> count(picture, liveness))
            .collect(Collectors.joining(", "));
    String time = TIME.format(now.atZone(zone));
    int gap = size.columns() - DisplayText.width(counts) - time.length();
    if (gap < 1) {
      return cut(counts);
    }
    String shown = hasColour ? coloured(picture) : counts;
    return shown + " ".repeat(gap) + time;
  }

  private static String coloured(Picture picture) {
    return Arrays.stream(Liveness.values())
        .map(liveness -> Colour.of(liveness, count(picture, liveness)))
        .collect(Collectors.joining(", "));
  }

  private static String count(Picture picture, Liveness liveness) {
    return picture.counts().getOrDefault(liveness, 0L) + " " + Values.name(liveness);
  }

  private String trouble(Outage outage) {
    return cut(
        Printable.of(
            "not heard from since %s: %s"
                .formatted(TIME.format(outage.since().atZone(zone)), outage.reason())));
  }

  private String cut(String line) {
    return DisplayText.withoutEnd(line, size.columns());
  }
}
