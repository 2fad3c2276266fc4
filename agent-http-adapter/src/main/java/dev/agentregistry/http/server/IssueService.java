package dev.agentregistry.http.server;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.http.json.IssueParameters;
import dev.agentregistry.http.json.JsonBytes;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Who works on what, under {@code /api/issues}. */
final class IssueService implements HttpService {

  /** An issue's ID may have slashes, and whatever else. */
  private static final String ANY = "/*";

  private final AgentRegistry registry;
  private final Answers answers;

  IssueService(AgentRegistry registry, Answers answers) {
    this.registry = registry;
    this.answers = answers;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", this::list)
        .route(Method.HEAD, "/", this::list)
        .get(ANY, this::get)
        .route(Method.HEAD, ANY, this::get)
        .any(ANY, AgentService.only("GET, HEAD"));
  }

  private void list(ServerRequest request, ServerResponse response) {
    IssueQuery query = IssueParameters.read(request.query().toMap());
    IssuePage page = registry.issues(query);
    answers.sendLong(request, response, target -> JsonBytes.write(query, page, target));
  }

  private void get(ServerRequest request, ServerResponse response) {
    String issueId = issueId(request);
    Issue issue = registry.issue(issueId).orElseThrow(() -> HttpFailure.unknownIssue(issueId));
    answers.send(request, response, Answers.JSON, JsonBytes.of(issue));
  }

  /**
   * The ID as it was sent: once the path is decoded, a slash in an ID looks like any other, and
   * what follows a semicolon is gone.
   */
  private static String issueId(ServerRequest request) {
    String path = URI.create(request.prologue().uriPath().rawPath()).normalize().getRawPath();
    String before = Paths.ISSUES + "/";
    int start = path.indexOf(before);
    if (start < 0) {
      // The path before the ID is itself written in another way.
      return request.path().path().substring(1);
    }
    String id = path.substring(start + before.length());
    return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
