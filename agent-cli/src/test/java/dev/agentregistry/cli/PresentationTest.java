package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Sort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresentationTest {

  private static final String HEADER =
      "id,hostname,machine_address,repo_path,status,liveness,issue_ids,capabilities,ttl_seconds,"
          + "created_at,updated_at,last_seen_at,stale_at,version\r\n";

  private static final AgentRecord AGENT = Samples.record(Samples.working(), Cli.NOW);

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Cli cli;

  @BeforeEach
  void bringSurroundings() {
    cli = new Cli(folder);
  }

  @Test
  void csvHasTheNamesOfTheApiAndJoinsItemsBySemicolons() throws IOException {
    Shell shell = shell();
    new CsvPresentation(shell).agent(AGENT);

    assertThat(written(shell))
        .isEqualTo(
            HEADER
                + "agt_d21ea4ea,build-01,10.0.0.5,/srv/repos/tracker,working,online,"
                + "TRCKR-280;TRCKR-281,java;sql,300,2026-01-31T09:30:00.000Z,"
                + "2026-01-31T09:30:00.000Z,2026-01-31T09:30:00.000Z,2026-01-31T09:35:00.000Z,1"
                + "\r\n");
  }

  @Test
  void csvQuotesWhatHasCommasQuotesOrLineBreaks() {
    assertThat(CsvPresentation.quoted("plain text")).isEqualTo("plain text");
    assertThat(CsvPresentation.quoted("a,b")).isEqualTo("\"a,b\"");
    assertThat(CsvPresentation.quoted("say \"x\"")).isEqualTo("\"say \"\"x\"\"\"");
    assertThat(CsvPresentation.quoted("a\r\nb")).isEqualTo("\"a\r\nb\"");
  }

  @Test
  void anEmptyListIsAnEmptyPageInJsonTheHeaderInCsvAndNothingElsewhere() throws IOException {
    AgentQuery query = AgentQuery.all();
    AgentPage<AgentRecord> none = new AgentPage<>(List.of(), 0, Optional.empty());
    Shell shell = shell();

    new JsonPresentation(shell).page(query, none);
    new CsvPresentation(shell).page(query, none);
    new NdjsonPresentation(shell).page(query, none);
    new TablePresentation(shell, Columns.narrow(Cli.NOW)).page(query, none);

    assertThat(written(shell))
        .isEqualTo(
            "{\"agents\":[],\"total\":0,\"limit\":50,\"offset\":0,\"next\":null}\n" + HEADER);
  }

  @Test
  void jsonIsOneLineForProgramsAndIndentedForPeople() throws IOException {
    Shell piped = shell();
    new JsonPresentation(piped).agent(AGENT);
    assertThat(written(piped)).startsWith("{\"id\":\"agt_d21ea4ea\",").hasLineCount(1);

    out.reset();
    cli.onTerminal();
    Shell terminal = shell();
    new JsonPresentation(terminal).agent(AGENT);
    assertThat(written(terminal)).contains("\n  \"id\" : \"agt_d21ea4ea\",\n");
  }

  @Test
  void ndjsonHasOneAgentALine() throws IOException {
    Shell shell = shell();
    new NdjsonPresentation(shell)
        .page(AgentQuery.all(), new AgentPage<>(List.of(AGENT, AGENT), 2, Optional.empty()));

    assertThat(written(shell)).endsWith("}\n").doesNotContain("}{", "\n\n").hasLineCount(2);
  }

  @Test
  void allPagesMakeOneListInEveryFormat() throws IOException {
    AgentQuery query = AgentQuery.builder().limit(1000).sort(Sort.ID).build();
    for (Format format : Format.values()) {
      out.reset();
      Shell shell = shell();
      Pages pages = new Pages(Samples.registry(2500), query);
      format.of(shell).pages(pages);

      String text = written(shell);
      assertThat(pages.count()).isEqualTo(2500);
      assertThat(text.split("agt_", -1)).hasSize(2501);
      assertThat(text.lines()).hasSize(format.lines(2500));
    }
  }

  @Test
  void allPagesInJsonAreOnePageThatHoldsThemAll() throws IOException {
    Shell shell = shell();
    AgentQuery query = AgentQuery.builder().limit(2).build();
    new JsonPresentation(shell).pages(new Pages(Samples.registry(3), query));

    assertThat(written(shell))
        .startsWith("{\"agents\":[{\"id\":")
        .endsWith("],\"total\":3,\"limit\":3,\"offset\":0,\"next\":null}\n");
  }

  private enum Format {
    TABLE,
    NDJSON,
    CSV,
    JSON;

    Presentation of(Shell shell) {
      return switch (this) {
        case TABLE -> new TablePresentation(shell, Columns.narrow(Cli.NOW));
        case NDJSON -> new NdjsonPresentation(shell);
        case CSV -> new CsvPresentation(shell);
        case JSON -> new JsonPresentation(shell);
      };
    }

    int lines(int agents) {
      return switch (this) {
        case TABLE, CSV -> agents + 1;
        case NDJSON -> agents;
        case JSON -> 1;
      };
    }
  }

  private Shell shell() {
    return new Shell(cli.surroundings(out, OutputStream.nullOutputStream()));
  }

  private String written(Shell shell) throws IOException {
    shell.out().flush();
    return out.toString(StandardCharsets.UTF_8);
  }
}
