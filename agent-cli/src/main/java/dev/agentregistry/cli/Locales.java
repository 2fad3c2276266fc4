package dev.agentregistry.cli;

/**
 * Text from outside (arguments, paths) that the process could not read: in the bare locale of a
 * cron job, Java takes every byte that is not ASCII for unreadable. An ID that was derived from it
 * would be wrong, and nobody would notice.
 */
final class Locales {

  /** What to do about it. */
  static final String REMEDY = "set LC_ALL=C.UTF-8";

  private Locales() {}

  static boolean isGarbled(String text) {
    return text.indexOf('\uFFFD') >= 0;
  }
}
