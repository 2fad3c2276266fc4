package dev.agentregistry.http.server;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads {@code Content-Type}. */
final class MediaTypes {

  private static final Pattern JSON_IN_UTF_8 =
      Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-?8\"?\\s*)?;?");

  private MediaTypes() {}

  /** JSON needs no charset; where one is named, it has to be UTF-8. */
  static boolean isJsonInUtf8(String contentType) {
    // The first is what nearly all say.
    return contentType.equals("application/json")
        || JSON_IN_UTF_8.matcher(contentType.strip().toLowerCase(Locale.ROOT)).matches();
  }
}
