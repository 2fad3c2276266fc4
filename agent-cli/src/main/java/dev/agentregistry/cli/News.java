package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRegistryException;
import dev.agentregistry.domain.EventQuery;
import dev.agentregistry.domain.EventStream;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Notices that something happened in a registry, on a thread of its own. Where it cannot, it says
 * nothing: whoever looks now and then anyway sees it later. Thread-safe.
 */
final class News implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final KeptRegistry.Opener opener;
  private final EventQuery query;
  private final AtomicBoolean isThere = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private News(KeptRegistry.Opener opener, EventQuery query) {
    this.opener = opener;
    this.query = query;
  }

  static News of(KeptRegistry.Opener opener, EventQuery query) {
    News news = new News(opener, query);
    Thread.ofPlatform().daemon().name("agent-registry-news").start(news::follow);
    return news;
  }

  /** Whether something happened since this was asked last. */
  boolean take() {
    return isThere.getAndSet(false);
  }

  private void follow() {
    try {
      do {
        followOnce();
      } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void followOnce() {
    try (OpenRegistry open = opener.open();
        EventStream events = open.events().open(query, OptionalLong.empty())) {
      while (closed.getCount() > 0) {
        if (!events.next(PATIENCE).isEmpty()) {
          isThere.set(true);
        }
      }
    } catch (AgentRegistryException | CommandException | IOException away) {
      // Whoever looks at the registry itself tells why.
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
