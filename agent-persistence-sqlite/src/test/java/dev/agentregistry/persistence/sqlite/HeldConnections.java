package dev.agentregistry.persistence.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Connections that let a test at the one that writes. */
final class HeldConnections extends Connections {

  private Connection writing;

  HeldConnections(Path file) {
    super(file);
  }

  @Override
  Connection write() throws SQLException {
    writing = super.write();
    return writing;
  }

  Connection writing() {
    return writing;
  }
}
