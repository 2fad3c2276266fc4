package dev.agentregistry.http.server;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the addresses that proxies have noted, the nearest proxy's last. What is no address ({@code
 * unknown}, a made-up name, nonsense) is an empty element.
 */
final class ForwardedFor {

  private static final Pattern IPV4_AND_PORT = Pattern.compile("([0-9.]+)(:[0-9]{1,5})?");
  private static final Pattern IPV6_AND_PORT = Pattern.compile("\\[([^]]*)](:[0-9]{1,5})?");
  private static final String FOR = "for=";

  private ForwardedFor() {}

  /** Reads the values of {@code X-Forwarded-For}. */
  static List<Optional<InetAddress>> plain(List<String> values) {
    return elements(values).map(ForwardedFor::address).toList();
  }

  /** Reads the values of {@code Forwarded} (RFC 7239). */
  static List<Optional<InetAddress>> standard(List<String> values) {
    return elements(values).map(ForwardedFor::ofElement).toList();
  }

  /**
   * Quotes are not looked at: no address has a comma in it, and a client could leave a quote open,
   * so that what the proxy adds would be taken for a part of it.
   */
  private static Stream<String> elements(List<String> values) {
    return values.stream().flatMap(value -> Arrays.stream(value.split(",", -1))).map(String::strip);
  }

  private static Optional<InetAddress> ofElement(String element) {
    List<String> nodes =
        Arrays.stream(element.split(";", -1))
            .map(String::strip)
            .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith(FOR))
            .map(pair -> unquoted(pair.substring(FOR.length())))
            .toList();
    return nodes.size() == 1 ? address(nodes.get(0)) : Optional.empty();
  }

  private static String unquoted(String value) {
    boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }

  private static Optional<InetAddress> address(String node) {
    for (Pattern withPort : List.of(IPV4_AND_PORT, IPV6_AND_PORT)) {
      Matcher matcher = withPort.matcher(node);
      if (matcher.matches()) {
        return IpAddress.parse(matcher.group(1));
      }
    }
    return IpAddress.parse(node);
  }
}
