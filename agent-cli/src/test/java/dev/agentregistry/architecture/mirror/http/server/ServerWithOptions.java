package dev.agentregistry.architecture.mirror.http.server;

import picocli.CommandLine.Option;

class ServerWithOptions {
  @Option(names = "--port")
  int port;
}
