package dev.agentregistry.http.server;

import dev.agentregistry.http.json.ETags;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The page for people, at the root, and the files that it is made of. They hold no secret and need
 * no token: the page asks for one before it asks the API.
 *
 * <p>They are few and small, and so are kept in memory, packed once: Helidon's static content has
 * neither strong entity tags nor packed answers, and brings more than this class.
 */
final class PageService implements HttpService {

  static final String INDEX = "index.html";

  /** All files of the page besides {@link #INDEX}; the page names them relative to itself. */
  static final List<String> ASSETS =
      List.of(
          "agent.js",
          "agents.js",
          "api.js",
          "cells.js",
          "chart.js",
          "connection.js",
          "counts.js",
          "dialog.js",
          "dom.js",
          "empty.js",
          "events.js",
          "filters.js",
          "icon.svg",
          "issues.js",
          "main.js",
          "place.js",
          "prune.js",
          "remove.js",
          "rows.js",
          "session.js",
          "stream.js",
          "style.css",
          "text.js",
          "times.js");

  /** As a list names it, unless with the weight 0, which forbids it (RFC 9110 section 12.5.3). */
  private static final Pattern TAKES_GZIP =
      Pattern.compile("(?i)(?:^|,)\\s*gzip\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))|,|$)");

  private static final List<Header> HEADERS =
      List.of(
          // Asked for again each time, which costs a 304: after an upgrade no old file is used.
          HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache"),
          header(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                  + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
          header("X-Content-Type-Options", "nosniff"),
          header("Referrer-Policy", "no-referrer"),
          header("Cross-Origin-Opener-Policy", "same-origin"),
          header("Cross-Origin-Resource-Policy", "same-origin"),
          header(
              "Permissions-Policy",
              "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"));

  private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Accept-Encoding");

  private static final Header GZIP =
      HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");

  private final Answers answers;

  PageService(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void routing(HttpRules rules) {
    serve(rules, "/", PageFile.read(INDEX));
    for (String name : ASSETS) {
      serve(rules, Paths.PAGE + "/" + name, PageFile.read(name));
    }
  }

  private void serve(HttpRules rules, String path, PageFile file) {
    Handler send = (request, response) -> send(request, response, file);
    rules.get(path, send).route(Method.HEAD, path, send).any(path, AgentService.only("GET, HEAD"));
  }

  private void send(ServerRequest request, ServerResponse response, PageFile file) {
    boolean isPacked = takesGzip(request);
    PageFile.Variant variant = isPacked ? file.packed() : file.plain();
    HEADERS.forEach(response::header);
    // Beside what an answer to another site's page varies by.
    response.headers().add(VARY);
    response.header(HeaderNames.ETAG, variant.tag());
    if (AgentService.header(request, HeaderNames.IF_NONE_MATCH)
        .filter(known -> ETags.matches(known, variant.tag()))
        .isPresent()) {
      answers.send(response, Status.NOT_MODIFIED_304);
      return;
    }
    if (isPacked) {
      response.header(GZIP);
    }
    answers.send(request, response, file.mediaType(), variant.bytes());
  }

  private static boolean takesGzip(ServerRequest request) {
    return AgentService.header(request, HeaderNames.ACCEPT_ENCODING)
        .filter(wanted -> TAKES_GZIP.matcher(wanted).find())
        .isPresent();
  }

  private static Header header(String name, String value) {
    return HeaderValues.createCached(HeaderNames.create(name), value);
  }
}
