package dev.agentregistry.cli;

import dev.agentregistry.domain.EventKind;
import dev.agentregistry.http.webhook.WebhookOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom {@code agents serve} posts events. */
final class WebhookServeOptions {

  private static final String SECRET = "AGENT_REGISTRY_WEBHOOK_SECRET";

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description =
          "Post events to this receiver, signed, such as https://tools.example/agents"
              + " (or AGENT_REGISTRY_WEBHOOK).",
      order = 25)
  private @Nullable String url;

  @Option(
      names = "--webhook-events",
      paramLabel = "EVENTS",
      description =
          "Which events, with commas, by default stale,back,removed; there are also registered,"
              + " changed, offline, contested, held and orphaned"
              + " (or AGENT_REGISTRY_WEBHOOK_EVENTS).",
      order = 26)
  private @Nullable String events;

  @Option(
      names = "--webhook-secret-file",
      paramLabel = "FILE",
      description =
          "The file with the secret that posts are signed with (or"
              + " AGENT_REGISTRY_WEBHOOK_SECRET_FILE, or the secret itself in "
              + SECRET
              + ").",
      order = 27)
  private @Nullable String secretFile;

  /**
   * Reads all of them; empty where no receiver is named.
   *
   * @throws CommandException naming what is wrong
   */
  Optional<WebhookOptions> choose(Shell shell, Settings settings) {
    Optional<URI> receiver = settings.find("--webhook", url, Values::webhookUrl);
    Set<EventKind> kinds =
        settings
            .find("--webhook-events", events, WebhookServeOptions::kinds)
            .orElse(WebhookOptions.DEFAULT_KINDS);
    if (receiver.isEmpty()) {
      requireNothingElse();
      return Optional.empty();
    }
    try {
      return Optional.of(new WebhookOptions(receiver.get(), secret(shell, settings), kinds));
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--webhook: " + e.getMessage());
    }
  }

  private void requireNothingElse() {
    if (events != null || secretFile != null) {
      throw CommandException.usage(
          (events == null ? "--webhook-secret-file" : "--webhook-events")
              + " is for a webhook: name its receiver with --webhook");
    }
  }

  private String secret(Shell shell, Settings settings) {
    Optional<Path> file =
        settings.find("--webhook-secret-file", secretFile, Values::notBlank).map(shell::resolve);
    if (file.isPresent()) {
      return read(shell, file.get());
    }
    return shell
        .variable(SECRET)
        .orElseThrow(
            () ->
                CommandException.usage(
                    ("--webhook needs a secret to sign with: name its file with"
                            + " --webhook-secret-file, or put it into %s"
                            + " ('openssl rand -hex 32' makes one)")
                        .formatted(SECRET)));
  }

  private static String read(Shell shell, Path file) {
    try {
      return new SecretFile(file, "secret").read(shell);
    } catch (IOException e) {
      throw CommandException.failed("cannot read the secret file " + file + ": " + Reason.of(e), e);
    }
  }

  private static Set<EventKind> kinds(String text) {
    Set<EventKind> kinds = new LinkedHashSet<>();
    Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .forEach(word -> kinds.add(Values.eventKind(word)));
    return kinds;
  }
}
