package dev.agentregistry.architecture.mirror.http.json;

public class WireFormat {}
