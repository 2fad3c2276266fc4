package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

  @ParameterizedTest
  @CsvSource({
    "256, 44",
    "1024, 656",
    "4096, 3116",
    "20000, 4096",
    "1048576, 4096",
    "9223372036854775807, 4096",
    "100, 16"
  })
  void thereAreNoMoreConnectionsThanFilesWithSomeToSpare(long openFiles, int connections) {
    assertThat(Patience.connections(openFiles)).isEqualTo(connections);
  }
}
