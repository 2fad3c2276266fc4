package dev.agentregistry.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.Scope;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Access tokens as JSON, and the request for one. */
public final class TokenJson {

  /** The members of a token that was just made, in their order. */
  public static final List<String> MADE = List.of(WireNames.NAME, WireNames.SCOPE, WireNames.TOKEN);

  /** The members of a listed token, in their order. */
  public static final List<String> LISTED =
      List.of(WireNames.NAME, WireNames.SCOPE, WireNames.CREATED_AT, WireNames.LAST_USED_AT);

  private static final JsonObjects<TokenJson> OBJECTS =
      new JsonObjects<>(
          Map.of(
              WireNames.NAME, text(WireNames.NAME),
              WireNames.SCOPE, text(WireNames.SCOPE),
              WireNames.TOKEN, text(WireNames.TOKEN),
              WireNames.CREATED_AT, text(WireNames.CREATED_AT),
              WireNames.LAST_USED_AT, text(WireNames.LAST_USED_AT)),
          (token, name, message) -> token.errors.add(name, message));

  private static final JsonObjects<TokenList> LISTS =
      new JsonObjects<>(
          Map.of(
              WireNames.TOKENS,
              Member.objects(
                  OBJECTS, TokenJson::new, (list, tokens) -> list.tokens = Optional.of(tokens))),
          (list, name, message) -> list.errors.add(name, message));

  private final Errors errors = new Errors();
  private final Map<String, String> texts = new HashMap<>();

  private TokenJson() {}

  private static final class TokenList {
    private final Errors errors = new Errors();
    private Optional<List<TokenJson>> tokens = Optional.empty();
  }

  /**
   * A request for a token.
   *
   * @param name what it is to be called
   * @param scope what its holder may do
   */
  public record Wanted(String name, Scope scope) {

    /**
     * Checks the name, as {@link AccessToken} does.
     *
     * @throws IllegalArgumentException if a name has other characters, or too many
     */
    public Wanted {
      AccessToken.requireName(name);
    }
  }

  /**
   * Whom a token is of.
   *
   * @param name what the token is called
   * @param scope what its holder may do
   */
  public record Holder(String name, Scope scope) {}

  private static Member<TokenJson> text(String name) {
    return Member.string((token, text) -> token.texts.put(name, text));
  }

  /**
   * Reads a request for a token.
   *
   * @throws MalformedJsonException if the body is not a JSON object
   * @throws InvalidRequestException naming every member that is missing or bad
   */
  public static Wanted readWanted(byte[] body) {
    TokenJson read = new TokenJson();
    OBJECTS.read(body, read);
    AccessToken token = read.token(Instant.EPOCH);
    return new Wanted(token.name(), token.scope());
  }

  /** Reads the secret of a token that was just made; the same exceptions. */
  public static String readSecret(byte[] body) {
    TokenJson read = new TokenJson();
    OBJECTS.read(body, read);
    if (!read.texts.containsKey(WireNames.TOKEN)) {
      read.errors.add(WireNames.TOKEN, "is required");
    }
    read.errors.throwIfAny();
    return read.texts.getOrDefault(WireNames.TOKEN, "");
  }

  /** Reads a list; the same exceptions. */
  public static List<AccessToken> readList(byte[] body) {
    TokenList read = new TokenList();
    LISTS.read(body, read);
    if (read.tokens.isEmpty() && !read.errors.concern(WireNames.TOKENS)) {
      read.errors.add(WireNames.TOKENS, "is required");
    }
    read.errors.throwIfAny();
    return read.tokens.orElseThrow().stream().map(TokenJson::listed).toList();
  }

  private AccessToken listed() {
    Optional<Instant> createdAt =
        Optional.ofNullable(texts.get(WireNames.CREATED_AT)).flatMap(WireTime::parse);
    if (createdAt.isEmpty()) {
      errors.add(WireNames.CREATED_AT, "must be a time");
    }
    return token(createdAt.orElse(Instant.EPOCH));
  }

  private AccessToken token(Instant createdAt) {
    Optional<Scope> scope =
        Arrays.stream(Scope.values())
            .filter(known -> WireNames.of(known).equals(texts.get(WireNames.SCOPE)))
            .findFirst();
    if (scope.isEmpty() && !errors.concern(WireNames.SCOPE)) {
      errors.add(WireNames.SCOPE, "must be agent, read or admin");
    }
    String name = texts.getOrDefault(WireNames.NAME, "");
    if (!AccessToken.isName(name) && !errors.concern(WireNames.NAME)) {
      errors.add(WireNames.NAME, "must be " + AccessToken.NAME_FORM);
    }
    errors.throwIfAny();
    return new AccessToken(
        name,
        scope.orElseThrow(),
        createdAt,
        Optional.ofNullable(texts.get(WireNames.LAST_USED_AT)).flatMap(WireTime::parse));
  }

  /** A request for a token as a body. */
  public static byte[] write(Wanted wanted) {
    return nameAndScope(wanted.name(), wanted.scope());
  }

  /** Whom a token is of. */
  public static byte[] write(Holder holder) {
    return nameAndScope(holder.name(), holder.scope());
  }

  private static byte[] nameAndScope(String name, Scope scope) {
    return JsonBytes.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField(WireNames.NAME, name);
          json.writeStringField(WireNames.SCOPE, WireNames.of(scope));
          json.writeEndObject();
        });
  }

  /** A token that was just made, with its secret, which is told this once. */
  public static byte[] write(Wanted made, String secret) {
    return JsonBytes.bytes(json -> write(json, made, secret));
  }

  /**
   * The same.
   *
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, Wanted made, String secret) throws IOException {
    json.writeStartObject();
    json.writeStringField(WireNames.NAME, made.name());
    json.writeStringField(WireNames.SCOPE, WireNames.of(made.scope()));
    json.writeStringField(WireNames.TOKEN, secret);
    json.writeEndObject();
  }

  /** A list of tokens, without their secrets, which nobody has. */
  public static byte[] write(List<AccessToken> tokens) {
    return JsonBytes.bytes(json -> write(json, tokens));
  }

  /**
   * The same.
   *
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, List<AccessToken> tokens) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart(WireNames.TOKENS);
    for (AccessToken token : tokens) {
      write(json, token);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * One token of a list.
   *
   * @throws IOException what the generator's target throws
   */
  public static void write(JsonGenerator json, AccessToken token) throws IOException {
    json.writeStartObject();
    json.writeStringField(WireNames.NAME, token.name());
    json.writeStringField(WireNames.SCOPE, WireNames.of(token.scope()));
    json.writeStringField(WireNames.CREATED_AT, WireTime.format(token.createdAt()));
    if (token.lastUsedAt().isPresent()) {
      json.writeStringField(WireNames.LAST_USED_AT, WireTime.format(token.lastUsedAt().get()));
    } else {
      json.writeNullField(WireNames.LAST_USED_AT);
    }
    json.writeEndObject();
  }
}
