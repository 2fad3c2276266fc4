package dev.agentregistry.architecture.mirror.domain.memory;

public class StoreInMemory {}
