package dev.agentregistry.cli;

/** What {@code --db} names: where the agents are. */
sealed interface Database permits DatabaseFile, DatabaseServer {

  /** Stands in for {@code --db}. */
  String VARIABLE = "AGENT_REGISTRY_DB";

  /** Where it is, for people; without any secret. */
  String shown();

  /** The file beside which the token is: itself, or the default one, be that there or not. */
  DatabaseFile local();

  /**
   * Whether a name is a URL, and no file's. Which URLs there are, the store knows; a short command
   * on a file must not have to ask it.
   */
  static boolean isUrl(String name) {
    int scheme = name.indexOf("://");
    return scheme > 0 && name.indexOf('/') == scheme + 1;
  }
}
