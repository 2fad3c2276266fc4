package dev.agentregistry.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.agentregistry.domain.EventKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a webhook posts to, how it signs, and how long it pauses. */
class WebhookOptionsTest {

  private static final String SECRET = "a secret of some length";
  private static final URI URL = URI.create("https://tools.example.org:8443/hook?key=k3y");

  @Test
  void theSignatureIsWhatOpensslMakesOfSecondsAndBody() {
    // printf '1769851800.{}' | openssl dgst -sha256 -hmac 'a secret of some length'
    assertThat(
            Signature.of(
                SECRET,
                Instant.ofEpochSecond(1_769_851_800),
                "{}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "t=1769851800,v1=78743f331bd24e670edfe545769f1d3f5a44e9abced36e575033110d39f21bb9");
  }

  @Test
  void pausesGrowUpToALimit() {
    for (int i = 0; i < 100; i++) {
      assertThat(Pace.USUAL.pauseAfter(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
      assertThat(Pace.USUAL.pauseAfter(4)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
      assertThat(Pace.USUAL.pauseAfter(1_000))
          .isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://example.org/x, such as",
    "https:///x, such as",
    "/hook, such as",
    "https://user:pw@example.org/, a user",
    "https://example.org/#x, such as",
  })
  void aUrlThatIsNoneIsRefusedWithoutNamingIt(String url, String told) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebhookOptions(URI.create(url), SECRET, WebhookOptions.DEFAULT_KINDS))
        .withMessageContaining(told)
        .withMessageNotContaining("pw");
  }

  @Test
  void aSecretHasSomeLengthAndIsNeverShown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebhookOptions(URL, "fifteen letters", Set.of(EventKind.STALE)))
        .withMessage("the secret of a webhook must have 16 characters or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebhookOptions(URL, SECRET, Set.of()));
    assertThat(new WebhookOptions(URL, SECRET, WebhookOptions.DEFAULT_KINDS).toString())
        .isEqualTo("https://tools.example.org:8443");
  }
}
