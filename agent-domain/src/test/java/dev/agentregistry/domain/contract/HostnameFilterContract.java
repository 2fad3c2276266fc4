package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.heartbeatOn;
import static dev.agentregistry.domain.contract.Samples.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hostnames a list lets through. */
interface HostnameFilterContract extends StoreContract {

  private List<String> found(AgentQueryBuilder query) {
    return names(store(), query, T0);
  }

  @ParameterizedTest
  @CsvSource({
    "build-01, BUILD-01",
    "WIN-7, win-7",
    "höst, HÖST",
    "HÖST, höst",
    "Ωmega, ωMEGA",
    "ΟΔΟΣ, οδος",
    "οδοσ, ΟΔΟΣ",
    "сервер, СЕРВЕР",
    "straße, STRASSE"
  })
  default void aHostnameIsComparedInAnyCase(String stored, String wanted) {
    beat(store(), heartbeatOn(stored, "here"), T0);
    beat(store(), heartbeatOn("elsewhere", "there"), T0);

    assertThat(found(AgentQuery.builder().hostnames(Set.of(wanted)))).containsExactly("here");
    assertThat(found(AgentQuery.builder().hostnames(Set.of(stored)))).containsExactly("here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"b%d", "b_d", "b*d", "b?d", "b[a]d", "b\\d", "b'd", "b\"d", "%", "_"})
  default void aHostnameIsNeverAPattern(String hostname) {
    beat(store(), heartbeatOn(hostname, "exactly"), T0);
    beat(store(), heartbeatOn("bad", "bad"), T0);
    beat(store(), heartbeatOn("braided", "braided"), T0);
    beat(store(), heartbeatOn("b", "single"), T0);

    assertThat(found(AgentQuery.builder().hostnames(Set.of(hostname)))).containsExactly("exactly");
  }

  @Test
  default void aHostnameIsComparedAsAWholeWithItsSpacesAndAccents() {
    beat(store(), heartbeatOn("caf\u00e9", "composed"), T0);
    beat(store(), heartbeatOn("cafe\u0301", "decomposed"), T0);
    beat(store(), heartbeatOn("caf\u00e9 ", "spaced"), T0);
    beat(store(), heartbeatOn("cafe", "plain"), T0);

    assertThat(found(AgentQuery.builder().hostnames(Set.of("CAF\u00c9"))))
        .containsExactly("composed");
  }

  @Test
  default void severalHostnamesMeanAnyOfThem() {
    beat(store(), heartbeatOn("a", "one"), T0);
    beat(store(), heartbeatOn("B", "two"), T0);
    beat(store(), heartbeatOn("c", "three"), T0);

    assertThat(found(AgentQuery.builder().hostnames(Set.of("A", "b", "none"))))
        .containsExactlyInAnyOrder("one", "two");
  }
}
