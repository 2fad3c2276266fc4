package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the listening log says, read again once it is a second old, so that not every answer costs a
 * look at the store. Thread-safe.
 */
final class CurrentListening {

  private static final Duration GOOD_FOR = Duration.ofSeconds(1);

  /** What was read longer ago may lack all that servers have noted since. */
  private static final Duration USABLE_FOR = ListeningPeriod.NOTE_EVERY.multipliedBy(2);

  private final ListeningLog log;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Known known = new Known(Listening.always(), Instant.MIN);

  CurrentListening(ListeningLog log) {
    this.log = log;
  }

  private record Known(Listening listening, Instant at) {

    /** Nothing is known yet. */
    boolean isNone() {
      return at.equals(Instant.MIN);
    }

    boolean isGoodAt(Instant now) {
      return isYoungerAt(now, GOOD_FOR);
    }

    boolean isUsableAt(Instant now) {
      return isYoungerAt(now, USABLE_FOR);
    }

    /** Not after the clock was set back, either. */
    private boolean isYoungerAt(Instant now, Duration age) {
      return Duration.between(at, now).abs().compareTo(age) < 0;
    }
  }

  /** When someone listened, as far as is known now. */
  Listening at(Instant now) {
    Known last = known;
    if (!last.isUsableAt(now)) {
      reading.lock();
      return readAndUnlock(now);
    }
    // While one reads, the others go on with what is known.
    return last.isGoodAt(now) || !reading.tryLock() ? last.listening() : readAndUnlock(now);
  }

  private Listening readAndUnlock(Instant now) {
    try {
      if (!known.isGoodAt(now)) {
        known = new Known(Listening.during(log.periods()), now);
      }
      return known.listening();
    } catch (RegistryUnavailableException e) {
      if (known.isNone()) {
        throw e;
      }
      // Whoever needs the store now will hear of it; what was known a moment ago still holds.
      known = new Known(known.listening(), now);
      return known.listening();
    } finally {
      reading.unlock();
    }
  }
}
