package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentIdTest {

  @ParameterizedTest
  @CsvSource({
    "build-01, 10.0.0.5, /srv/repos/tracker, agt_d21ea4ea",
    "höst, fe80::1, /home/zoë/репо, agt_48a8263b",
    "WIN-7, 192.168.1.7, C:\\work\\repo, agt_3fed49a5",
    "host-523, 10.0.142.74, /srv/repos/project-19086, agt_e07532a4",
    "host-458, 10.0.169.157, /srv/repos/project-171433, agt_e07532a4"
  })
  void anIdIsDerivedFromTheIdentity(String host, String address, String path, String expected) {
    assertThat(AgentId.derive(new AgentIdentity(host, address, path)).value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void anIdIsTheStartOfTheSha256OfTheThreePartsInUtf8(long seed) throws Exception {
    RandomIdentities identities = new RandomIdentities(seed);
    for (int i = 0; i < 200; i++) {
      AgentIdentity identity = identities.next();
      byte[] text =
          String.join(":", identity.hostname(), identity.machineAddress(), identity.repoPath())
              .getBytes(StandardCharsets.UTF_8);
      BigInteger digest = new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(text));

      assertThat(AgentId.derive(identity).value())
          .as("%s", identity)
          .isEqualTo("agt_" + "%064x".formatted(digest).substring(0, 8));
    }
  }

  @Test
  void nothingIsTrimmedFoldedOrCleanedUp() {
    List<String> paths =
        List.of("/srv/a", "/srv/a/", "/srv//a", "/srv/A", " /srv/a", "/srv/./a", "\\srv\\a");

    assertThat(paths.stream().map(path -> AgentId.derive(new AgentIdentity("h", "a", path))))
        .doesNotHaveDuplicates();
  }

  @Test
  void identitiesThatSpellTheSameTextShareAnId() {
    assertThat(AgentId.derive(new AgentIdentity("a", "b:c", "d")))
        .isEqualTo(AgentId.derive(new AgentIdentity("a:b", "c", "d")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"agt_00000000", "agt_d21ea4ea", "agt_ffffffff", "agt_12345678"})
  void aWellFormedIdIsReadAsItIs(String text) {
    assertThat(AgentId.parse(text)).contains(new AgentId(text));
    assertThat(new AgentId(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "agt_",
        "d21ea4ea",
        "agt_d21ea4e",
        "agt_d21ea4ea0",
        "agt_D21EA4EA",
        "AGT_d21ea4ea",
        "agt-d21ea4ea",
        "agt_d21ea4eg",
        "agt_d21ea4e ",
        " agt_d21ea4ea",
        "agt_d21ea4e\n",
        "agt_\uff11\uff12345678",
        "agt_\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",
        "agt_-1234567"
      })
  void aMalformedIdIsNoId(String text) {
    assertThat(AgentId.parse(text)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AgentId(text))
        .withMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "0, agt_00000000",
    "1, agt_00000001",
    "2147483647, agt_7fffffff",
    "2147483648, agt_80000000",
    "3525223658, agt_d21ea4ea",
    "4294967295, agt_ffffffff"
  })
  void anIdIsANumber(long number, String id) {
    assertThat(new AgentId(id).number()).isEqualTo(number);
    assertThat(AgentId.ofNumber(number)).isEqualTo(new AgentId(id));
  }

  @Test
  void theHigherBitsOfANumberAreIgnored() {
    assertThat(AgentId.ofNumber(0x1_d21ea4eaL)).hasToString("agt_d21ea4ea");
    assertThat(AgentId.ofNumber(-1)).hasToString("agt_ffffffff");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void idsSortAsTheirTextsAndTheirNumbersDo(long seed) {
    Random random = new Random(seed);
    List<AgentId> ids = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      long number = random.nextLong() >>> 32;
      ids.add(AgentId.ofNumber(number));
      assertThat(ids.get(i).number()).isEqualTo(number);
    }

    ids.sort(Comparator.naturalOrder());

    assertThat(ids).isSortedAccordingTo(Comparator.comparing(AgentId::value));
    assertThat(ids).isSortedAccordingTo(Comparator.comparing(AgentId::number));
  }
}
