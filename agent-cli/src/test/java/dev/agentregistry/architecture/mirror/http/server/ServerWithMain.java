package dev.agentregistry.architecture.mirror.http.server;

class ServerWithMain {
  public static void main(String[] args) {}
}
