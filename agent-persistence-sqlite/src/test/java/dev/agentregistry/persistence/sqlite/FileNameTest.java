package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that mean something in a URL, in SQL, or to SQLite. */
class FileNameTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with spaces .db",
        "100%.db",
        "%41.db",
        "a#b.db",
        "it's.db",
        "a&b=c;d+e,f.db",
        "a?mode=memory",
        "file.db?immutable=1",
        "cache=shared",
        "\"quoted\".db",
        "back\\slash",
        ":memory:",
        "file:x",
        "no-ending"
      })
  @EnabledOnOs(
      value = {OS.LINUX, OS.MAC},
      disabledReason = "Windows forbids some of these names")
  void aFileOfAnyNameIsMadeAndFoundAgain(String name) {
    storesIn(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"höst.db", "агент.db", "日本.db", "\ud83e\udd16.db"})
  void namesInAnyScriptWork(String name) {
    Charset names = Charset.forName(System.getProperty("sun.jnu.encoding"));
    Assumptions.assumeTrue(names.newEncoder().canEncode(name), "the system has such names");

    storesIn(name);
  }

  @Test
  void aRelativePathIsRelativeToTheWorkingFolder() {
    Path absolute = folder.resolve("agents.db");
    Path relative = Path.of("").toAbsolutePath().relativize(absolute.toAbsolutePath());

    try (SqliteAgentRepository store = SqliteAgentRepository.open(relative)) {
      beat(store, "one");
    }

    assertThat(Shell.ask(absolute, "SELECT count(*) FROM agents")).containsExactly("1");
  }

  private void storesIn(String name) {
    Path file = folder.resolve(name);
    Agent stored;
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      stored = beat(store, "one");
      assertThat(store.find(id("one"))).contains(stored);
      assertThat(Folder.contents(folder)).containsOnlyKeys(name, name + "-shm", name + "-wal");
    }
    try (SqliteAgentRepository store = SqliteAgentRepository.openExisting(file)) {
      assertThat(store.find(id("one"))).contains(stored);
    }
    assertThat(Folder.contents(folder)).containsOnlyKeys(name);
  }
}
