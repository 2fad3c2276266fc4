package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  @TempDir Path folder;

  @Test
  void theHostnameIsInTheFirstFileThatHasOne() throws IOException {
    Path missing = folder.resolve("missing");
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path named = Files.writeString(folder.resolve("named"), "# set by hand\n\n  build-01 \n");
    Path later = Files.writeString(folder.resolve("later"), "old-name\n");

    assertThat(Hostname.find(List.of(missing, empty, named, later), () -> "resolved"))
        .isEqualTo("build-01");
  }

  @Test
  void theResolverIsAskedWhereNoFileHasTheHostname() {
    assertThat(Hostname.find(List.of(folder.resolve("missing")), () -> "resolved"))
        .isEqualTo("resolved");
  }

  @Test
  void thisMachineHasAHostnameAndAnAddress() throws IOException {
    assertThat(Hostname.find()).isNotBlank();
    assertThat(MachineAddress.find()).isNotBlank().isEqualTo(MachineAddress.find());
  }

  @Test
  void ipv4OfTheFirstInterfaceIsTheAddress() throws UnknownHostException {
    assertThat(
            MachineAddress.choose(
                List.of(
                    candidate("wlan0", 3, "192.168.1.7"),
                    candidate("eth0", 2, "2001:db8::1"),
                    candidate("eth0", 2, "10.0.0.5"))))
        .isEqualTo("10.0.0.5");
  }

  @Test
  void ipv6CountsWhereThereIsNoIpv4AndHasNoInterfaceInItsText() throws UnknownHostException {
    assertThat(MachineAddress.choose(List.of(candidate("eth0", 2, "2001:db8::1%2"))))
        .isEqualTo("2001:db8:0:0:0:0:0:1");
  }

  @Test
  void interfacesForGuestsComeLast() throws UnknownHostException {
    assertThat(
            MachineAddress.choose(
                List.of(
                    candidate("docker0", 2, "172.17.0.1"), candidate("eth0", 9, "2001:db8::1"))))
        .isEqualTo("2001:db8:0:0:0:0:0:1");
    assertThat(MachineAddress.choose(List.of(candidate("docker0", 2, "172.17.0.1"))))
        .isEqualTo("172.17.0.1");
  }

  @Test
  void whatNobodyElseCanReachIsNoAddress() throws UnknownHostException {
    assertThat(
            MachineAddress.choose(
                List.of(
                    candidate("eth0", 2, "fe80::1"),
                    candidate("eth0", 2, "169.254.7.7"),
                    candidate("lo", 1, "127.0.0.53"))))
        .isEqualTo("127.0.0.1");
  }

  private static MachineAddress candidate(String name, int index, String address)
      throws UnknownHostException {
    return new MachineAddress(name, index, InetAddress.getByName(address));
  }
}
