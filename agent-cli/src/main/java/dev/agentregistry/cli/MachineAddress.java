package dev.agentregistry.cli;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * This machine's address: the same one each time, while the network stays as it is.
 *
 * @param interfaceName the network interface that has it
 * @param interfaceIndex that interface's number
 * @param address the address
 */
record MachineAddress(String interfaceName, int interfaceIndex, InetAddress address) {

  private static final String LOOPBACK = "127.0.0.1";

  /** Interfaces between a machine and its own guests: their addresses say nothing outside. */
  private static final Pattern GUESTS =
      Pattern.compile("(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|podman|lxc|lxd).*");

  private static final Comparator<MachineAddress> ORDER =
      Comparator.comparing(MachineAddress::isForGuests)
          .thenComparing(candidate -> !(candidate.address instanceof Inet4Address))
          .thenComparingInt(MachineAddress::interfaceIndex)
          .thenComparing(MachineAddress::text);

  static String find() throws IOException {
    List<MachineAddress> candidates = new ArrayList<>();
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (network.isUp() && !network.isLoopback() && !network.isVirtual()) {
        network
            .inetAddresses()
            .map(address -> new MachineAddress(network.getName(), network.getIndex(), address))
            .forEach(candidates::add);
      }
    }
    return choose(candidates);
  }

  /**
   * IPv4 before IPv6, low interface numbers first, interfaces for guests last; 127.0.0.1 where no
   * candidate can be reached from elsewhere.
   */
  static String choose(List<MachineAddress> candidates) {
    return candidates.stream()
        .filter(MachineAddress::isReachable)
        .min(ORDER)
        .map(MachineAddress::text)
        .orElse(LOOPBACK);
  }

  private boolean isReachable() {
    return !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress();
  }

  private boolean isForGuests() {
    return GUESTS.matcher(interfaceName).matches();
  }

  /** Without the interface that Java appends to some IPv6 addresses. */
  private String text() {
    return address.getHostAddress().replaceFirst("%.*", "");
  }
}
