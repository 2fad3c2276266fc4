package dev.agentregistry.cli;

import java.util.regex.Pattern;

/** Hides passwords in URLs, also in those that were put where none belongs. */
final class UrlSecrets {

  private static final Pattern BEFORE_HOST = Pattern.compile("(:/{1,2}[^\\s:/?#@']*):[^\\s/']*@");
  private static final Pattern PARAMETER = Pattern.compile("(?i)([?&](ssl)?password=)[^\\s&']*");

  private UrlSecrets() {}

  /** The text with three asterisks for each of them. */
  static String hidden(String text) {
    String withoutUsers = BEFORE_HOST.matcher(text).replaceAll("$1:***@");
    return PARAMETER.matcher(withoutUsers).replaceAll("$1***");
  }
}
