package dev.agentregistry.architecture.mirror.http.server;

import java.sql.Connection;
import java.sql.SQLException;

class ServerThatSpeaksSql {
  void commit(Connection connection) throws SQLException {
    connection.commit();
  }
}
