package dev.agentregistry.cli;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.http.json.AgentJson;
import dev.agentregistry.http.json.TokenJson;
import dev.agentregistry.http.json.TokenJson.Wanted;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Writes access tokens to standard output in one format. */
final class TokenPresentation {

  private final Shell shell;
  private final OutputFormat format;

  TokenPresentation(Shell shell, OutputFormat format) {
    this.shell = shell;
    this.format = format;
  }

  /** One that was just made; for people the token alone, so that it can go into a file. */
  void made(String name, Scope scope, String token) throws IOException {
    switch (format) {
      case TABLE, WIDE -> shell.out().line(token);
      case JSON, NDJSON ->
          JsonPresentation.write(
              shell,
              format == OutputFormat.JSON,
              json -> TokenJson.write(json, new Wanted(name, scope), token));
      case CSV -> {
        CsvPresentation csv = new CsvPresentation(shell);
        csv.writeRow(TokenJson.MADE);
        csv.writeRow(List.of(name, Values.name(scope), token));
      }
    }
  }

  void list(List<AccessToken> tokens) throws IOException {
    switch (format) {
      case TABLE, WIDE ->
          shell.out().write(Table.plain(shell, StandardStream.OUT, columns()).lines(tokens));
      case JSON -> JsonPresentation.write(shell, true, json -> TokenJson.write(json, tokens));
      case NDJSON -> {
        for (AccessToken token : tokens) {
          JsonPresentation.write(shell, false, json -> TokenJson.write(json, token));
        }
      }
      case CSV -> writeCsv(tokens);
    }
  }

  private void writeCsv(List<AccessToken> tokens) throws IOException {
    CsvPresentation csv = new CsvPresentation(shell);
    csv.writeRow(TokenJson.LISTED);
    for (AccessToken token : tokens) {
      csv.writeRow(
          List.of(
              token.name(),
              Values.name(token.scope()),
              AgentJson.time(token.createdAt()),
              token.lastUsedAt().map(AgentJson::time).orElse("")));
    }
  }

  private List<Column<AccessToken>> columns() {
    Instant now = shell.now();
    return List.of(
        new Column<>("NAME", AccessToken::name, Column.Shrinking.END),
        new Column<>("SCOPE", token -> Values.name(token.scope())),
        new Column<>("CREATED", token -> Ages.ago(token.createdAt(), now)),
        new Column<>(
            "LAST USED", token -> token.lastUsedAt().map(at -> Ages.ago(at, now)).orElse("never")));
  }
}
