package dev.agentregistry.architecture.mirror.persistence.sqlite;

public class StorePartThatEverybodySees {}
