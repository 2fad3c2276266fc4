package dev.agentregistry.http.server;

import io.helidon.common.parameters.Parameters;
import io.helidon.common.uri.UriPath;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.RoutedPath;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Takes the base path off, once, so that behind a proxy all is found whether or not the proxy did
 * so. It comes before all that looks at a path: whatever decides who may do what then sees the very
 * path that is routed.
 */
final class BasePathFilter implements Filter {

  private final String basePath;
  private final Answers answers;

  /**
   * @param basePath as {@link WebOptions#basePath()}; not empty
   */
  BasePathFilter(String basePath, Answers answers) {
    this.basePath = basePath;
    this.answers = answers;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    HttpPrologue prologue = request.prologue();
    String path = prologue.uriPath().rawPath();
    if (path.equals(basePath) && isReading(prologue.method())) {
      // A page's relative links need the slash.
      response.header(HeaderNames.LOCATION, basePath + "/");
      answers.send(response, Status.PERMANENT_REDIRECT_308);
      return;
    }
    // As it was sent: a path that spells the base path in another way is one that nobody has. Two
    // slashes are left alone, since they would begin a host.
    if (path.startsWith(basePath + "/") && !path.startsWith(basePath + "//")) {
      UriPath rest = UriPath.create(path.substring(basePath.length()));
      request.prologue(prologue.withUriPath(rest)).path(new Rest(rest));
    }
    chain.proceed();
  }

  private static boolean isReading(Method method) {
    return method.equals(Method.GET) || method.equals(Method.HEAD);
  }

  /** What filters see, until the request is routed. */
  private record Rest(UriPath uriPath) implements RoutedPath {

    @Override
    public Parameters pathParameters() {
      return Parameters.empty("http/path");
    }

    @Override
    public RoutedPath absolute() {
      return this;
    }

    @Override
    public String rawPath() {
      return uriPath.rawPath();
    }

    @Override
    public String rawPathNoParams() {
      return uriPath.rawPathNoParams();
    }

    @Override
    public String path() {
      return uriPath.path();
    }

    @Override
    public Parameters matrixParameters() {
      return uriPath.matrixParameters();
    }

    @Override
    public void validate() {
      uriPath.validate();
    }
  }
}
