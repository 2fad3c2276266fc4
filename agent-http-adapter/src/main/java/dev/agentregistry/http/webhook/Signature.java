package dev.agentregistry.http.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells a receiver that a post is ours, and when it was made. */
final class Signature {

  private static final String HMAC = "HmacSHA256";

  private Signature() {}

  /**
   * The header's value: {@code t=<seconds>,v1=<HMAC of "seconds.body">}.
   *
   * @param secret what the receiver knows too
   * @param at when it is sent, so that an old post that somebody kept can be told
   * @param body what is sent
   */
  static String of(String secret, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      long seconds = at.getEpochSecond();
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=%d,v1=%s".formatted(seconds, HexFormat.of().formatHex(mac.doFinal(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }
}
