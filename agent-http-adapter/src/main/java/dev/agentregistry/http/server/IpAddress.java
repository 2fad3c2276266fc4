package dev.agentregistry.http.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses, and only those: no name is ever looked up. */
final class IpAddress {

  private static final String BYTE = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private IpAddress() {}

  /** Reads an address without brackets, port or zone; empty where it is none. */
  static Optional<InetAddress> parse(String text) {
    boolean isAddress =
        text.indexOf(':') < 0 ? IPV4.matcher(text).matches() : IPV6.matcher(text).matches();
    if (!isAddress) {
      return Optional.empty();
    }
    try {
      // What has a colon is never taken for a name.
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
