package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser: Debian's Chromium, without a window, with a profile of its own. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** It warns that it has no classes for this very version's protocol, of which none is used. */
  private static final Logger NO_CLASSES =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  static {
    NO_CLASSES.setLevel(Level.OFF);
  }

  private final ChromeDriver driver;

  private Browser(Path profile) {
    // Named, so that Selenium looks for none, and downloads none.
    System.setProperty(ChromeDriverService.CHROME_DRIVER_EXE_PROPERTY, DRIVER.toString());
    System.setProperty(ChromeDriverService.CHROME_DRIVER_SILENT_OUTPUT_PROPERTY, "true");
    driver = new ChromeDriver(options(profile));
  }

  /**
   * Starts one. Where none is installed the test is skipped, unless this is CI, which has one.
   *
   * @param profile an empty folder
   */
  static Browser start(Path profile) {
    boolean isInstalled = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    assertThat(isInstalled || !"true".equals(System.getenv("CI")))
        .as("CI has chromium and chromium-driver")
        .isTrue();
    assumeTrue(isInstalled, "chromium and chromium-driver are not installed");
    return new Browser(profile);
  }

  private static ChromeOptions options(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(new File(CHROMIUM.toString()));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=en-GB",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    return options;
  }

  ChromeDriver driver() {
    return driver;
  }

  /** Opens a page in a new tab, which knows nothing of those before, and closes those. */
  void open(URI address) {
    String before = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.TAB);
    String now = driver.getWindowHandle();
    driver.switchTo().window(before);
    driver.close();
    driver.switchTo().window(now);
    size(1280, 900);
    colours("light");
    console();
    driver.get(address.toString());
  }

  /** Types the token as a person would, and waits until the page is there. */
  void signIn(String token) {
    type("#token", token + Keys.ENTER);
    await(() -> isShown("#app"));
  }

  void size(int width, int height) {
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  /** What the person prefers: {@code light} or {@code dark}. */
  void colours(String scheme) {
    cdp(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  void cdp(String command, Map<String, Object> parameters) {
    driver.executeCdpCommand(command, parameters);
  }

  Object run(String script, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
  }

  /** Goes to another view by its address. */
  void go(String hash) {
    run("location.hash = arguments[0]", hash);
  }

  String hash() {
    return (String) run("return location.hash");
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** The text that a person sees of the first such element; nothing where there is none. */
  String text(String css) {
    return (String)
        run(
            "return document.querySelector(arguments[0])?.innerText.replace(/\\s+/g, ' ').trim()"
                + " ?? ''",
            css);
  }

  List<String> texts(String css) {
    return Stream.of(
            ((String)
                    run(
                        "return [...document.querySelectorAll(arguments[0])].map(e =>"
                            + " e.innerText.replace(/\\s+/g, ' ').trim()).join('\\n')",
                        css))
                .split("\n"))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  long count(String css) {
    return (Long) run("return document.querySelectorAll(arguments[0]).length", css);
  }

  boolean isShown(String css) {
    return (Boolean)
        run("return document.querySelector(arguments[0])?.checkVisibility() ?? false", css);
  }

  void click(String css) {
    await(() -> isShown(css));
    // The page may put another in its place meanwhile.
    new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .until(
            browser -> {
              browser.findElement(By.cssSelector(css)).click();
              return true;
            });
  }

  void type(String css, String keys) {
    await(() -> isShown(css));
    WebElement field = driver.findElement(By.cssSelector(css));
    field.clear();
    field.sendKeys(keys);
  }

  /** Sends keys to whatever has the focus. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  void await(Supplier<Boolean> condition) {
    new WebDriverWait(driver, PATIENCE)
        .pollingEvery(Duration.ofMillis(50))
        .withMessage(() -> "the page says: " + text("body"))
        .until(browser -> condition.get());
  }

  void awaitText(String css, String expected) {
    await(() -> text(css).contains(expected));
  }

  /** What the console was told since it was last asked for, warnings and worse. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The serious faults that axe-core finds for people who see, hear or move otherwise. */
  List<String> faults() {
    run(axe());
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(
                ({violations}) => done(violations
                    .filter(({impact}) => impact === 'serious' || impact === 'critical')
                    .flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) =>
                        `${id}: ${html} ${failureSummary}`)).join('\\n')),
                error => done(`axe: ${error}`));
            """);
    return found instanceof String text && !text.isEmpty() ? List.of(text.split("\n")) : List.of();
  }

  private static String axe() {
    Properties maven = new Properties();
    try (InputStream about = resource("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
      maven.load(about);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String folder = "/META-INF/resources/webjars/axe-core/" + maven.getProperty("version");
    try (InputStream script = resource(folder + "/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String path) {
    return Objects.requireNonNull(Browser.class.getResourceAsStream(path), path);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
