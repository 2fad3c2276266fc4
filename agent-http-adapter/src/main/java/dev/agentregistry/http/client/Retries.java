package dev.agentregistry.http.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;

/**
 * When to try again: a few times, after pauses that double, and of which a part is left to chance,
 * so that clients that failed together don't come back together. Thread-safe.
 */
final class Retries {

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private static final int MAX_ATTEMPTS = 3;
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final long FIRST_PAUSE_MILLIS = 200;

  private static final long FIRST_LISTENING_PAUSE_MILLIS = 500;

  /** A server that wants more time than this is told of at once. */
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  /** Whether an answer says that it may be otherwise later. */
  static boolean mayMend(int status) {
    return isBusy(status) || isOfGateway(status);
  }

  /** Whether a proxy answers in place of a server that it does not reach, or that is too slow. */
  static boolean isOfGateway(int status) {
    return status == BAD_GATEWAY || status == GATEWAY_TIMEOUT;
  }

  /**
   * Whether it may be sent again after this answer, and that may help. A proxy's answer in place of
   * the server's is as good as a broken connection; where it has waited, so has who asked.
   */
  static boolean mayHelpAfter(int status, Repeat repeat) {
    return (isBusy(status) && repeat != Repeat.IF_NOT_SENT)
        || (status == BAD_GATEWAY && repeat == Repeat.ALWAYS);
  }

  private static boolean isBusy(int status) {
    return status == 429 || status == 503;
  }

  /**
   * Whether it may be sent again after this failure, and that may help. Who waited in vain for an
   * answer has waited for as long as was wanted; and a certificate stays the same.
   */
  static boolean mayHelpAfter(IOException failure, Repeat repeat) {
    boolean isOver =
        failure instanceof SSLException
            || failure instanceof SocketTimeoutException
            || failure instanceof HttpTimeoutException;
    return failure instanceof ConnectException || (repeat == Repeat.ALWAYS && !isOver);
  }

  /**
   * How long who listens pauses after so many failures in a row: from half a second, double each
   * time, up to 16 seconds, and a part left to chance.
   */
  static Duration pauseAfter(int failures) {
    long pause = FIRST_LISTENING_PAUSE_MILLIS << Math.min(failures - 1, 5);
    return Duration.ofMillis(pause + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
  }

  /** Pauses, if there is to be such an attempt. */
  boolean pauseBefore(int attempt) {
    long pause = FIRST_PAUSE_MILLIS << (attempt - 2);
    return attempt <= MAX_ATTEMPTS && pause(pause);
  }

  /** Pauses for as long as the answer asks for, if there is to be such an attempt. */
  boolean pauseBefore(int attempt, Response busy) {
    long wanted =
        busy.retryAfter()
            .filter(seconds -> seconds.matches("[0-9]{1,6}"))
            .map(seconds -> Long.parseLong(seconds) * 1_000)
            .orElse(FIRST_PAUSE_MILLIS);
    return attempt <= MAX_ATTEMPTS && wanted <= LONGEST_PAUSE_MILLIS && pause(wanted);
  }

  private static boolean pause(long millis) {
    try {
      Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
