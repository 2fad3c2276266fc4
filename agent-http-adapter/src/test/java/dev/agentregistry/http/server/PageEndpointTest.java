package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files, as a browser asks for them: without a token. */
@Timeout(60)
class PageEndpointTest {

  private static final Pattern NAMED = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");
  private static final Pattern IMPORTED = Pattern.compile("from '\\./([a-z]+\\.js)'");

  private final TestServer server = TestServer.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        server.requestWithoutToken(path).method(method, BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpResponse<byte[]> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  static Stream<String> paths() {
    return Stream.concat(
        Stream.of("/"), PageService.ASSETS.stream().map(name -> Paths.PAGE + "/" + name));
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/page/main.js, text/javascript; charset=utf-8",
    "/page/style.css, text/css; charset=utf-8",
    "/page/icon.svg, image/svg+xml",
  })
  void eachFileHasItsMediaType(String path, String type) {
    HttpResponse<byte[]> response = get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualTo(type);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void eachFileForbidsTheBrowserWhatThePageDoesNotNeed(String path) {
    HttpResponse<byte[]> response = get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(response, "Permissions-Policy")).contains("camera=()");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void allThatThePageNamesIsServedAndNamedRelativeToIt() {
    List<String> named =
        NAMED.matcher(text(get("/").body())).results().map(found -> found.group(1)).toList();

    assertThat(named)
        .contains("page/main.js", "page/style.css")
        .allMatch(n -> n.startsWith("page/"));
    for (String name : named) {
      assertThat(get("/" + name).statusCode()).as(name).isEqualTo(200);
    }
  }

  @Test
  void eachModuleIsAskedForAtOnce() {
    String page = text(get("/").body());

    for (String name : PageService.ASSETS.stream().filter(n -> n.endsWith(".js")).toList()) {
      assertThat(page).contains("\"page/" + name + "\"");
      assertThat(IMPORTED.matcher(text(get("/page/" + name).body())).results())
          .map((MatchResult found) -> found.group(1))
          .isSubsetOf(PageService.ASSETS);
    }
  }

  @Test
  void nothingOfThePageIsInsideItsMarkup() {
    assertThat(text(get("/").body()))
        .doesNotContain("<style", "style=", "javascript:", "http:", "https:")
        .doesNotContainPattern("\\son[a-z]+=")
        .doesNotContainPattern("<script(?![^>]* src=)");
  }

  @Test
  void noFileOfTheFolderIsForgotten() throws IOException, URISyntaxException {
    URI index = PageService.class.getResource("page/" + PageService.INDEX).toURI();

    assertThat(filesBeside(index))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of(PageService.INDEX), PageService.ASSETS.stream()).toList());
  }

  private static List<String> filesBeside(URI file) throws IOException {
    if (!file.getScheme().equals("jar")) {
      return namesIn(Path.of(file).getParent());
    }
    try (FileSystem jar = FileSystems.newFileSystem(file, Map.of())) {
      return namesIn(jar.provider().getPath(file).getParent());
    }
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate, gzip, br", "GZIP;q=0.5", "br;q=1.0, gzip ; q=1"})
  void whoeverTakesGzipGetsIt(String encoding) throws IOException {
    HttpResponse<byte[]> plain = get("/page/main.js");
    HttpResponse<byte[]> packed = get("/page/main.js", "Accept-Encoding", encoding);

    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(packed, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(header(packed, "ETag")).isNotEqualTo(header(plain, "ETag"));
    assertThat(packed.body()).hasSizeLessThan(plain.body().length / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
        .isEqualTo(plain.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip;q=0", "gzip; q=0.000, br", "gzipped", "x-gzip", "*"})
  void whoeverDoesNotGetsItPlain(String encoding) {
    HttpResponse<byte[]> response = get("/page/main.js", "Accept-Encoding", encoding);

    assertThat(header(response, "Content-Encoding")).isEmpty();
    assertThat(header(response, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(text(response.body())).contains("import");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gzip"})
  void whatTheBrowserHasAlreadyIsNotSentAgain(String encoding) {
    String[] accept = {"Accept-Encoding", encoding.isEmpty() ? "identity" : encoding};
    String tag = header(get("/", accept), "ETag");

    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    HttpResponse<byte[]> again = get("/", accept[0], accept[1], "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(tag);
    assertThat(header(again, "Content-Security-Policy")).isNotEmpty();
    assertThat(get("/", accept[0], accept[1], "If-None-Match", "\"other\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void headTellsWhatGetWouldSend() {
    HttpResponse<byte[]> get = get("/");
    HttpResponse<byte[]> head = send("HEAD", "/");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(get.body().length));
    assertThat(header(head, "ETag")).isEqualTo(header(get, "ETag"));
  }

  @ParameterizedTest
  @CsvSource({"POST, /", "DELETE, /", "PUT, /page/main.js", "OPTIONS, /page/style.css"})
  void nothingButReadingIsPossible(String method, String path) {
    HttpResponse<byte[]> response = send(method, path);

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page",
        "/page/",
        "/page/nothing.js",
        "/page/index.html",
        "/index.html",
        "/page/../PageService.class",
        "/page/%2e%2e/PageService.class",
        "/page/main.js/",
        "/page/MAIN.JS",
      })
  void nothingElseIsServed(String path) {
    HttpResponse<byte[]> response = get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void allOfItIsLessThan300KilobytesEvenUnpacked() {
    assertThat(paths().mapToInt(path -> get(path).body().length).sum()).isLessThan(300_000);
  }
}
