package dev.agentregistry.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.TOP_LEVEL_CLASSES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The rules of the house, by name, over any root package: the house itself or its mirror. */
final class Rules {

  /** The types that each adapter shows; all others are its own business. */
  private static final Set<String> FACES =
      Set.of(
          // persistence.commit
          "BatchStore",
          "Change",
          "GroupCommit",
          // persistence.postgresql
          "PostgresAgentRepository",
          "PostgresInspection",
          "PostgresOptions",
          // persistence.sqlite
          "SqliteAgentRepository",
          "SqliteBackup",
          "SqliteInspection",
          // http.server
          "RegistryServer",
          "ServerOptions",
          "Monitored",
          "Readiness",
          "Served",
          "WebOptions",
          // http.client
          "ClientOptions",
          "HttpAgentRegistry",
          // http.webhook
          "Webhook",
          "WebhookOptions",
          // http.json
          "AgentJson",
          "AgentJsonReader",
          "ETags",
          "EventJson",
          "EventParameters",
          "FieldError",
          "HeartbeatJson",
          "HistoryJson",
          "InvalidRequestException",
          "IssueJson",
          "IssueParameters",
          "JsonBytes",
          "MalformedJsonException",
          "Problem",
          "PruneJson",
          "QueryParameters",
          "TokenJson",
          "WireNames",
          // cli
          "Main");

  private final String domain;
  private final String memory;
  private final String persistence;
  private final String groupCommit;
  private final String http;
  private final String httpServer;
  private final String httpWebhook;
  private final String httpClient;
  private final String httpJson;
  private final String cli;
  private final String root;

  private Rules(String root) {
    this.root = root;
    this.domain = root + ".domain..";
    this.memory = root + ".domain.memory..";
    this.persistence = root + ".persistence..";
    this.groupCommit = root + ".persistence.commit..";
    this.http = root + ".http..";
    this.httpServer = root + ".http.server..";
    this.httpWebhook = root + ".http.webhook..";
    this.httpClient = root + ".http.client..";
    this.httpJson = root + ".http.json..";
    this.cli = root + ".cli..";
  }

  static Map<String, ArchRule> over(String root) {
    return new Rules(root).all();
  }

  private Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("the domain depends on nothing but the core of Java", pureDomain());
    rules.put("the domain asks no clock but an InstantSource", noHiddenClock());
    rules.put("persistence knows only the domain", isolated(persistence, http, cli));
    rules.put("stores do not know each other", separateStores());
    rules.put("group commit knows only the domain", storelessGroupCommit());
    rules.put("HTTP knows only the domain", isolated(http, persistence, cli));
    rules.put("the HTTP client knows no server", isolated(httpClient, httpServer));
    rules.put("only the composition root names concrete adapters", compositionRoot());
    rules.put("only Registries knows which store is behind a registry", oneChoosesTheStore());
    rules.put(
        "SQL stays in persistence", only(persistence, "java.sql..", "javax.sql..", "org.sqlite.."));
    rules.put("Helidon stays in the HTTP server", only(httpServer, "io.helidon.."));
    rules.put("picocli stays in the command line", only(cli, "picocli.."));
    rules.put("Jackson stays in the wire format and the command line's output", jackson());
    rules.put("the HTTP module has no main", noMain());
    rules.put("packages have no cycles", noCycles());
    rules.put("only what others need is public", faces());
    return rules;
  }

  private ArchRule pureDomain() {
    return classes()
        .that()
        .resideInAPackage(domain)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            domain,
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.security..",
            "java.nio.charset..",
            "org.jspecify..");
  }

  private ArchRule noHiddenClock() {
    DescribedPredicate<JavaAccess<?>> readsAClock =
        DescribedPredicate.describe(
            "read a clock",
            access -> {
              String owner = access.getTargetOwner().getName();
              String name = access.getName();
              return (owner.startsWith("java.time.") && Set.of("now", "system").contains(name))
                  || owner.equals("java.time.Clock")
                  || (owner.equals("java.lang.System")
                      && Set.of("currentTimeMillis", "nanoTime").contains(name))
                  || Set.of("java.util.Date", "java.util.Calendar", "java.util.Timer")
                      .contains(owner);
            });
    return noClasses().that().resideInAPackage(domain).should().accessTargetWhere(readsAClock);
  }

  private static ArchRule isolated(String adapter, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(adapter)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  /** Whatever stores there are: what they share is group commit alone. */
  private ArchRule separateStores() {
    return slices()
        .matching(root + ".persistence.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(resideInAPackage(persistence), resideInAPackage(groupCommit));
  }

  private ArchRule storelessGroupCommit() {
    return classes()
        .that()
        .resideInAPackage(groupCommit)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(groupCommit, domain, "java..", "org.jspecify..");
  }

  private ArchRule compositionRoot() {
    return noClasses()
        .that(
            resideInAPackage(root + "..")
                .and(not(resideInAnyPackage(persistence, httpServer, httpClient, httpWebhook)))
                .and(
                    not(
                        named(
                            "Registries",
                            "RegistryOptions",
                            "ServeCommand",
                            "ServeOptions",
                            "WebServeOptions",
                            "WebhookServeOptions"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(persistence, httpServer, httpClient, httpWebhook);
  }

  private ArchRule oneChoosesTheStore() {
    return noClasses()
        .that(
            resideInAPackage(root + "..")
                .and(not(resideInAnyPackage(persistence, memory)))
                .and(not(named("Registries"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(persistence, memory);
  }

  private ArchRule only(String home, String... libraries) {
    return noClasses()
        .that(resideInAPackage(root + "..").and(not(resideInAPackage(home))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }

  private ArchRule jackson() {
    DescribedPredicate<JavaClass> output =
        resideInAPackage(cli)
            .and(
                DescribedPredicate.describe(
                    "present output", type -> type.getName().contains("Presentation")));
    return noClasses()
        .that(resideInAPackage(root + "..").and(not(resideInAPackage(httpJson))).and(not(output)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..");
  }

  private ArchRule noMain() {
    return methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(http)
        .should()
        .haveNameNotMatching("main")
        .as("no class in " + http + " has a main");
  }

  private ArchRule noCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  private ArchRule faces() {
    return classes()
        .that(
            resideInAnyPackage(persistence, http, cli)
                .and(TOP_LEVEL_CLASSES)
                .and(not(named(FACES.toArray(String[]::new)))))
        .should()
        .notBePublic();
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    Set<String> wanted = Set.of(names);
    DescribedPredicate<JavaClass> any =
        DescribedPredicate.describe("named", type -> wanted.contains(outermost(type)));
    return any.as("one of %s", String.join(", ", names));
  }

  /** With what is nested in them. */
  private static String outermost(JavaClass type) {
    return type.getName().substring(type.getPackageName().length() + 1).replaceFirst("\\$.*", "");
  }
}
