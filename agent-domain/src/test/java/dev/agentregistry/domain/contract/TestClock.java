package dev.agentregistry.domain.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test turns it. Thread-safe. */
public final class TestClock implements InstantSource {

  private volatile Instant now;

  /** A clock that shows this moment. */
  public TestClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Turns it on, or back. */
  public void turn(Duration step) {
    now = now.plus(step);
  }
}
