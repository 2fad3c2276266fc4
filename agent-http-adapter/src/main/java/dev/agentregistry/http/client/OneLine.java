package dev.agentregistry.http.client;

/** Text of others as part of a line of ours: whatever answers there may say what it likes. */
final class OneLine {

  private static final int MAX_CHARACTERS = 1_000;

  private OneLine() {}

  static String of(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS) + "…";
  }
}
