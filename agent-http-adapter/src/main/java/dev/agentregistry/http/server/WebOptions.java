package dev.agentregistry.http.server;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a server is on the web.
 *
 * @param basePath the path that it answers under as well as at the root, such as {@code /registry};
 *     empty where there is none
 * @param corsOrigins the origins whose pages may ask it, such as {@code https://tools.example}, or
 *     {@link #ANY_ORIGIN}
 * @param trustedProxies the IP addresses whose forwarded headers count, and ranges of them such as
 *     {@code 10.0.0.0/8}
 * @param areMetricsOpen whether {@code /metrics} needs no token
 */
public record WebOptions(
    String basePath, Set<String> corsOrigins, Set<String> trustedProxies, boolean areMetricsOpen) {

  /** Stands for every origin. */
  public static final String ANY_ORIGIN = "*";

  /** At the root, behind no proxy, for no other site. */
  public static final WebOptions NONE = new WebOptions("", Set.of(), Set.of(), false);

  // What every browser and proxy writes in the same way: nothing that would be encoded.
  private static final Pattern BASE_PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+");
  private static final Pattern ORIGIN =
      Pattern.compile("([a-z][a-z0-9+.-]*)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:(?!0)[0-9]{1,5})?");

  private static final Map<String, String> USUAL_PORTS = Map.of("http", ":80", "https", ":443");

  /** Their paths would be taken for what the base path is in front of. */
  private static final Set<String> OURS =
      Set.of(Paths.API, Paths.HEALTH, Paths.METRICS, Paths.OPENAPI, Paths.PAGE);

  /**
   * Checks what it takes, and copies it.
   *
   * @throws IllegalArgumentException naming the value that is wrong
   */
  public WebOptions {
    basePath = basePath.isEmpty() ? basePath : checkBasePath(basePath);
    corsOrigins =
        corsOrigins.stream().map(WebOptions::checkOrigin).collect(Collectors.toUnmodifiableSet());
    trustedProxies =
        trustedProxies.stream().map(WebOptions::checkProxy).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Checks a base path.
   *
   * @return the same
   * @throws IllegalArgumentException saying what it has to be; reads on from the name of an option
   */
  public static String checkBasePath(String text) {
    if (!BASE_PATH.matcher(text).matches()) {
      throw bad(
          "a path such as /registry: a slash before each part, none at the end, and in the parts"
              + " letters, digits, '.', '_', '~' or '-'",
          text);
    }
    String first = "/" + text.split("/", -1)[1];
    if (OURS.contains(first)) {
      throw bad("a path that does not begin with %s, the server's own".formatted(first), text);
    }
    return text;
  }

  /**
   * Checks an origin.
   *
   * @return the same as browsers write it: in lower case, without a port that goes without saying
   * @throws IllegalArgumentException saying what it has to be; reads on from the name of an option
   */
  public static String checkOrigin(String text) {
    if (text.equals(ANY_ORIGIN)) {
      return text;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher origin = ORIGIN.matcher(lower);
    if (!origin.matches()) {
      throw bad(
          "an origin such as https://tools.example or http://localhost:3000, without a path, or *"
              + " for all",
          text);
    }
    String port = origin.group(3);
    return USUAL_PORTS.getOrDefault(origin.group(1), "").equals(port)
        ? lower.substring(0, origin.start(3))
        : lower;
  }

  /**
   * Checks the address of a proxy, or a range of addresses.
   *
   * @return the same
   * @throws IllegalArgumentException saying what it has to be; reads on from the name of an option
   */
  public static String checkProxy(String text) {
    if (AddressRange.parse(text).isEmpty()) {
      throw bad("an IP address such as 10.0.0.5, or a range such as 10.0.0.0/8 or fd00::/8", text);
    }
    return text;
  }

  private static IllegalArgumentException bad(String wanted, String text) {
    return new IllegalArgumentException("must be " + wanted + ", but is '" + text + "'");
  }
}
