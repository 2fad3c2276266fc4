package dev.agentregistry.cli;

import dev.agentregistry.http.server.WebOptions;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where {@code agents serve} is on the web: behind which proxies, and for which other sites. */
final class WebServeOptions {

  @Option(
      names = "--base-path",
      paramLabel = "PATH",
      description =
          "Answer under this path too, such as /registry, for a proxy that does not take it off"
              + " (or AGENT_REGISTRY_BASE_PATH).",
      order = 21)
  private @Nullable String basePath;

  @Option(
      names = "--trusted-proxy",
      paramLabel = "ADDRESS",
      description =
          "The proxy in front, or a range such as 10.0.0.0/8: whom it names in Forwarded or"
              + " X-Forwarded-For is taken for the client. May be repeated"
              + " (or AGENT_REGISTRY_TRUSTED_PROXY, with commas).",
      order = 22)
  private @Nullable List<String> trustedProxies;

  @Option(
      names = "--cors-origin",
      paramLabel = "ORIGIN",
      description =
          "Let pages of this origin ask, such as https://tools.example, or * for all; they need a"
              + " token all the same. May be repeated (or AGENT_REGISTRY_CORS_ORIGIN, with"
              + " commas).",
      order = 23)
  private @Nullable List<String> corsOrigins;

  @Option(
      names = "--open-metrics",
      description = "Let /metrics be read without a token (or AGENT_REGISTRY_OPEN_METRICS=true).",
      order = 24)
  private boolean openMetrics;

  /**
   * Reads all of them.
   *
   * @throws CommandException naming the value that is wrong
   */
  WebOptions choose(Settings settings) {
    return new WebOptions(
        settings
            .find("--base-path", basePath, text -> checked(text, WebOptions::checkBasePath))
            .orElse(""),
        all(settings, "--cors-origin", corsOrigins, WebOptions::checkOrigin),
        all(settings, "--trusted-proxy", trustedProxies, WebOptions::checkProxy),
        settings.find("--open-metrics", openMetrics ? "true" : null, Values::flag).orElse(false));
  }

  private static Set<String> all(
      Settings settings, String option, @Nullable List<String> given, UnaryOperator<String> check) {
    // What is between commas is a value each: none of these has a comma in it.
    return settings
        .find(option, given == null ? null : String.join(",", given), text -> split(text, check))
        .orElse(Set.of());
  }

  private static Set<String> split(String text, UnaryOperator<String> check) {
    Set<String> values = new LinkedHashSet<>();
    Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .forEach(value -> values.add(checked(value, check)));
    return values;
  }

  private static String checked(String text, UnaryOperator<String> check) {
    try {
      return check.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
