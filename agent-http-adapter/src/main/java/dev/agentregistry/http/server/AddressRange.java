package dev.agentregistry.http.server;

import java.net.InetAddress;
import java.util.Optional;

/** IP addresses that have their first bits in common; one address alone has all of them. */
record AddressRange(InetAddress first, int bits) {

  /**
   * Reads {@code 10.0.0.5} or {@code 10.0.0.0/8}, or the same in IPv6; empty where it is neither.
   */
  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    return IpAddress.parse(address)
        .flatMap(
            first -> {
              int all = first.getAddress().length * Byte.SIZE;
              return slash < 0
                  ? Optional.of(new AddressRange(first, all))
                  : bits(text.substring(slash + 1), all).map(bits -> new AddressRange(first, bits));
            });
  }

  private static Optional<Integer> bits(String text, int max) {
    return text.matches("0|[1-9][0-9]{0,2}")
        ? Optional.of(Integer.parseInt(text)).filter(bits -> bits <= max)
        : Optional.empty();
  }

  boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (ours[i] != theirs[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
  }
}
