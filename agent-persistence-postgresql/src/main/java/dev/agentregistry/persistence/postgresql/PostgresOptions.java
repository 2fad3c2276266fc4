package dev.agentregistry.persistence.postgresql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a database is, and how to get in.
 *
 * <p>The URL is {@code postgresql://[user[:password]@]host[:port][,host[:port]…]/database
 * [?parameters]}, as PostgreSQL's own tools take it ("Connection URIs" in its manual). The
 * parameters are those of its JDBC driver: {@code sslmode}, {@code sslrootcert}, {@code
 * currentSchema}, {@code targetServerType} and many more.
 *
 * @param url the URL
 * @param password the password; where it is empty, the one in the URL counts, else the one in
 *     {@code PGPASSFILE} or {@code ~/.pgpass}
 */
public record PostgresOptions(String url, Optional<String> password) {

  private static final Pattern SCHEME = Pattern.compile("(?i)postgres(ql)?://.*", Pattern.DOTALL);

  private static final String HOST = "(?:\\[[^@/?#\\[\\]]+\\]|[^:,@/?#\\[\\]]+)(?::[0-9]{1,5})?";

  private static final Pattern FORM =
      Pattern.compile(
          "(?i)postgres(?:ql)?://(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
              + "(?<hosts>HOST(?:,HOST)*)/(?<database>[^/?#]+)".replace("HOST", HOST)
              + "(?:\\?(?<parameters>[^#@]*))?");

  private static final Pattern PORT = Pattern.compile(":(?<port>[0-9]+)(?:,|\\z)");
  private static final int MAX_PORT = 65_535;

  private static final String PASSWORD = "password";
  private static final String KEY_PASSWORD = "sslpassword";

  /**
   * Checks the form of the URL.
   *
   * @throws IllegalArgumentException if it is none of PostgreSQL's; the message has no secret in it
   */
  public PostgresOptions {
    if (!FORM.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "the database URL must be like postgresql://user@host:5432/database");
    }
    boolean arePortsThere =
        PORT.matcher(part(url, "hosts").orElse(""))
            .results()
            .mapToInt(found -> Integer.parseInt(found.group(1)))
            .allMatch(port -> 1 <= port && port <= MAX_PORT);
    if (!arePortsThere) {
      throw new IllegalArgumentException(
          "the port in the database URL must be a number from 1 to " + MAX_PORT);
    }
    decoded(url, "user");
    decoded(url, PASSWORD);
    decoded(url, "database");
    decoded(url, "parameters");
  }

  /** Without another password than there may be in the URL. */
  public static PostgresOptions of(String url) {
    return new PostgresOptions(url, Optional.empty());
  }

  /** The same with a password. */
  public PostgresOptions withPassword(String newPassword) {
    return new PostgresOptions(url, Optional.of(newPassword));
  }

  /** Whether a text is meant as the URL of a database, and not as the name of a file. */
  public static boolean isUrl(String text) {
    return SCHEME.matcher(text).matches();
  }

  /** Whether there is a password in the URL itself. */
  public boolean hasPasswordInUrl() {
    return part(url, PASSWORD).isPresent()
        || parameters().stream().anyMatch(PostgresOptions::isSecret);
  }

  /** For logs and errors: the hosts and the database alone. */
  public String shown() {
    return "postgresql://" + part(url, "hosts").orElse("") + "/" + part(url, "database").orElse("");
  }

  /** As {@link #shown()}: no secret gets into a log. */
  @Override
  public String toString() {
    return shown();
  }

  /** As the JDBC driver takes it, which wants the user apart; without secrets, as it quotes it. */
  String jdbcUrl() {
    String parameters =
        parameters().stream()
            .filter(parameter -> !isSecret(parameter))
            .collect(Collectors.joining("&"));
    return "jdbc:" + shown() + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  /** The user in the URL; where there is none, the driver takes that of the system. */
  Optional<String> user() {
    return decoded(url, "user").filter(user -> !user.isEmpty());
  }

  Optional<String> effectivePassword() {
    return password.or(() -> decoded(url, PASSWORD)).or(() -> parameter(PASSWORD));
  }

  /** The password of the client's key. */
  Optional<String> keyPassword() {
    return parameter(KEY_PASSWORD);
  }

  /** Whether the URL says something of this parameter of the driver. */
  boolean hasParameter(String name) {
    return parameters().stream().anyMatch(parameter -> parameter.startsWith(name + "="));
  }

  private List<String> parameters() {
    return part(url, "parameters").stream()
        .flatMap(all -> Arrays.stream(all.split("&")))
        .filter(parameter -> !parameter.isEmpty())
        .toList();
  }

  private Optional<String> parameter(String name) {
    return parameters().stream()
        .filter(parameter -> isNamed(parameter, name))
        .map(parameter -> decoded(parameter.substring(parameter.indexOf('=') + 1)))
        .findFirst();
  }

  private static boolean isSecret(String parameter) {
    return isNamed(parameter, PASSWORD) || isNamed(parameter, KEY_PASSWORD);
  }

  private static boolean isNamed(String parameter, String name) {
    return parameter.replaceFirst("=.*", "").equalsIgnoreCase(name);
  }

  private static Optional<String> part(String url, String name) {
    Matcher matcher = FORM.matcher(url);
    return matcher.matches() ? Optional.ofNullable(matcher.group(name)) : Optional.empty();
  }

  private static Optional<String> decoded(String url, String name) {
    try {
      return part(url, name).map(PostgresOptions::decoded);
    } catch (IllegalArgumentException bad) {
      // Without what it says, which quotes what is around the fault.
      throw new IllegalArgumentException(
          "a % in the database URL (" + name + ") is not followed by two hex digits");
    }
  }

  /** A plus means itself (RFC 3986), as it does to PostgreSQL's own tools. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
