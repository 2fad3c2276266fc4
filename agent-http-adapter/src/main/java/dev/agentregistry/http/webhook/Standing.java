package dev.agentregistry.http.webhook;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.UnresolvedAddressException;

/** How a receiver is: each change is logged, once. Not thread-safe. */
final class Standing {

  private static final Logger LOG = System.getLogger(Webhook.class.getName());

  private final WebhookOptions options;
  private State state = State.GOOD;

  Standing(WebhookOptions options) {
    this.options = options;
  }

  private enum State {
    GOOD,
    AWAY,
    REFUSING
  }

  void delivered() {
    if (become(State.GOOD)) {
      LOG.log(Level.INFO, () -> "the webhook at %s takes events again".formatted(options));
    }
  }

  void noAnswer(IOException why) {
    if (become(State.AWAY)) {
      warn("does not answer (%s): trying again until it does".formatted(reason(why)));
    }
  }

  void busy(int status) {
    if (become(State.AWAY)) {
      warn("answers with status %d: trying again until it takes events".formatted(status));
    }
  }

  void refused(int status) {
    if (become(State.REFUSING)) {
      warn(
          "refuses events with status %d: each is posted once; check its URL and its secret"
              .formatted(status));
    }
  }

  private boolean become(State next) {
    boolean isNew = state != next;
    state = next;
    return isNew;
  }

  private void warn(String what) {
    LOG.log(Level.WARNING, () -> "the webhook at %s %s".formatted(options, what));
  }

  /** The first words in the chain of causes: the client often has none at its top. */
  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "unknown host";
      }
      String message = cause.getMessage();
      if (message != null && !message.isBlank()) {
        return message.replaceAll("\\p{Cntrl}+", " ");
      }
    }
    return "it cannot be reached";
  }
}
