package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedWarningTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final List<String> lines = new ArrayList<>();
  private long now;

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 1, Long.MIN_VALUE})
  void oneASecondIsLoggedAndTheOthersAreCounted(long start) {
    now = start;
    RepeatedWarning warning = new RepeatedWarning(new Lines(), () -> now);

    warning.log("full");
    warning.log("full");
    now += SECOND - 1;
    warning.log("full");
    now += 1;
    warning.log("still full");
    now += SECOND;
    warning.log("again");

    assertThat(lines)
        .containsExactly(
            "WARNING full", "WARNING still full (and 2 more such since the last)", "WARNING again");
  }

  @Test
  void whatIsRareIsLoggedEachTime() {
    RepeatedWarning warning = new RepeatedWarning(new Lines(), () -> now);
    for (int i = 0; i < 3; i++) {
      warning.log("refused " + i);
      now += 5 * SECOND;
    }

    assertThat(lines)
        .containsExactly("WARNING refused 0", "WARNING refused 1", "WARNING refused 2");
  }

  private final class Lines implements System.Logger {

    @Override
    public String getName() {
      return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      lines.add(level + " " + message);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... values) {
      lines.add(level + " " + format);
    }
  }
}
