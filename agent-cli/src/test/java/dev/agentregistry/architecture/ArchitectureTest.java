package dev.agentregistry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules hold in the house; and each can fail, as its culprit in the mirror house shows. */
class ArchitectureTest {

  private static final String HOUSE = "dev.agentregistry";
  private static final String MIRROR = "dev.agentregistry.architecture.mirror";

  /** Each rule's culprit in the mirror house. */
  private static final Map<String, String> CULPRITS =
      Map.ofEntries(
          Map.entry("the domain depends on nothing but the core of Java", "DomainThatReadsFiles"),
          Map.entry("the domain asks no clock but an InstantSource", "DomainThatKnowsTheTime"),
          Map.entry("persistence knows only the domain", "StoreThatSpeaksHttp"),
          Map.entry("stores do not know each other", "StoreThatKnowsAnother"),
          Map.entry("group commit knows only the domain", "GroupCommitThatKnowsAStore"),
          Map.entry("HTTP knows only the domain", "ServerThatKnowsTheStore"),
          Map.entry("the HTTP client knows no server", "ClientThatKnowsTheServer"),
          Map.entry(
              "only the composition root names concrete adapters", "CommandThatOpensTheStore"),
          Map.entry(
              "only Registries knows which store is behind a registry",
              "CommandThatKeepsAgentsInMemory"),
          Map.entry("SQL stays in persistence", "ServerThatSpeaksSql"),
          Map.entry("Helidon stays in the HTTP server", "WireFormatThatKnowsHelidon"),
          Map.entry("picocli stays in the command line", "ServerWithOptions"),
          Map.entry(
              "Jackson stays in the wire format and the command line's output",
              "CommandThatParsesJson"),
          Map.entry("the HTTP module has no main", "ServerWithMain"),
          Map.entry("packages have no cycles", "WireFormatThatKnowsTheServer"),
          Map.entry("only what others need is public", "StorePartThatEverybodySees"));

  private static final JavaClasses HOUSE_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // A jar of tests looks like any other: the PostgreSQL that tests start is in one.
          .withImportOption(location -> !location.contains("/persistence/postgresql/server/"))
          .importPackages(HOUSE);

  private static final JavaClasses MIRROR_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages(MIRROR);

  static Set<String> rules() {
    return Rules.over(HOUSE).keySet();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theHouseKeepsTheRule(String name) {
    rule(HOUSE, name).check(HOUSE_CLASSES);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRuleNamesItsCulpritInTheMirrorHouse(String name) {
    assertThat(CULPRITS).as("culprits").containsKey(name);
    String report =
        rule(MIRROR, name).evaluate(MIRROR_CLASSES).getFailureReport().getDetails().stream()
            .collect(Collectors.joining("\n"));

    assertThat(report).contains(MIRROR).contains(CULPRITS.get(name));
  }

  @Test
  void noCulpritIsWithoutItsRule() {
    assertThat(CULPRITS.keySet()).isEqualTo(rules());
  }

  /** From folders and from jars: a rule over classes that were not read would pass. */
  @ParameterizedTest
  @CsvSource({
    "dev.agentregistry.domain, 30",
    "dev.agentregistry.domain.memory, 1",
    "dev.agentregistry.persistence.commit, 5",
    "dev.agentregistry.persistence.postgresql, 15",
    "dev.agentregistry.persistence.sqlite, 15",
    "dev.agentregistry.http.server, 15",
    "dev.agentregistry.http.client, 10",
    "dev.agentregistry.http.json, 15",
    "dev.agentregistry.cli, 40",
  })
  void theWholeHouseWasRead(String packageName, long atLeast) {
    assertThat(
            HOUSE_CLASSES.stream()
                .filter(type -> type.getPackageName().equals(packageName))
                .filter(type -> !type.isNestedClass()))
        .hasSizeGreaterThanOrEqualTo((int) atLeast);
  }

  @Test
  void noTestIsTakenForTheHouse() {
    assertThat(HOUSE_CLASSES).noneMatch(type -> type.getName().contains(".architecture."));
    assertThat(HOUSE_CLASSES).noneMatch(type -> type.getName().contains(".contract."));
    assertThat(HOUSE_CLASSES).noneMatch(type -> type.getName().contains(".postgresql.server."));
  }

  private static ArchRule rule(String root, String name) {
    return Rules.over(root).get(name);
  }
}
