package dev.agentregistry.http.webhook;

import dev.agentregistry.domain.EventKind;
import java.net.URI;
import java.util.Set;

/**
 * Whom to post events, and which.
 *
 * @param url where: {@code http} or {@code https}; whatever is in its path or query is taken for a
 *     secret, and never logged
 * @param secret what the posts are signed with: at least {@link #MIN_SECRET} characters
 * @param kinds which events; that events were missed is posted in any case
 */
public record WebhookOptions(URI url, String secret, Set<EventKind> kinds) {

  /** Which events unless told otherwise. */
  public static final Set<EventKind> DEFAULT_KINDS =
      Set.of(EventKind.STALE, EventKind.BACK, EventKind.REMOVED);

  /** The fewest characters of a secret: a shorter one could be guessed from a post. */
  public static final int MIN_SECRET = 16;

  /**
   * Checks the URL and the secret.
   *
   * @throws IllegalArgumentException naming what is wrong, but neither the URL nor the secret
   */
  public WebhookOptions {
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the URL of a webhook must not have a user in it: its posts are signed");
    }
    if (!isHttp(url) || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the URL of a webhook must be such as https://tools.example.org/agents");
    }
    if (secret.strip().length() < MIN_SECRET) {
      throw new IllegalArgumentException(
          "the secret of a webhook must have %d characters or more".formatted(MIN_SECRET));
    }
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("a webhook must be for one kind of event at least");
    }
    kinds = Set.copyOf(kinds);
  }

  private static boolean isHttp(URI url) {
    boolean isScheme =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    boolean isPort = url.getPort() == -1 || (1 <= url.getPort() && url.getPort() <= 65_535);
    return isScheme && isPort && url.getHost() != null;
  }

  /** Only the server: the rest may be a secret. */
  @Override
  public String toString() {
    String port = url.getPort() == -1 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port;
  }
}
