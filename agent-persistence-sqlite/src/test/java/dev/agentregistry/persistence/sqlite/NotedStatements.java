package dev.agentregistry.persistence.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Real connections that note which statements a store prepares. Thread-safe. */
final class NotedStatements extends Connections {

  private final List<String> prepared = Collections.synchronizedList(new ArrayList<>());

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
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
