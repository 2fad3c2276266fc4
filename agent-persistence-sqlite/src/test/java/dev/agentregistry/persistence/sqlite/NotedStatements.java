package dev.agentregistry.persistence.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Real connections that note which statements a store prepares. Thread-safe. */
final class NotedStatements extends Connections {

  private final List<String> prepared = Collections.synchronizedList(new ArrayList<>());
  private final List<PreparedStatement> statements =
      Collections.synchronizedList(new ArrayList<>());

  NotedStatements(Path file) {
    super(file);
  }

  @Override
  Connection write() throws SQLException {
    return noting(super.write());
  }

  @Override
  Connection read() throws SQLException {
    return noting(super.read());
  }

  /** The statements since the last call. */
  List<String> takeAll() {
    List<String> all = List.copyOf(prepared);
    prepared.clear();
    return all;
  }

  /** How many of all statements are still open. */
  long open() throws SQLException {
    long open = 0;
    for (PreparedStatement statement : List.copyOf(statements)) {
      open += statement.isClosed() ? 0 : 1;
    }
    return open;
  }

  private Connection noting(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                prepared.add((String) arguments[0]);
              }
              try {
                Object result = method.invoke(connection, arguments);
                if (result instanceof PreparedStatement statement) {
                  statements.add(statement);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
