package dev.agentregistry.http.server;

import dev.agentregistry.http.json.EventJson;
import java.time.Duration;

/**
 * How much the server bears with its clients.
 *
 * @param deadline how long a client may take to send one request's headers, as long again for its
 *     body, and as long again to take each MiB of the answer
 * @param idle how long a connection may stay open without a request
 * @param connections how many connections are served at once
 * @param reserve how many more are open at most, to be told so
 * @param keepAlive how long a stream of events may be without a word
 */
record Patience(
    Duration deadline, Duration idle, int connections, int reserve, Duration keepAlive) {

  /**
   * The most connections, where the system allows so many: an idle one takes some 22 KiB of heap.
   */
  private static final int MAX_CONNECTIONS = 4096;

  /** Files that are no connections: jars, the database, the sockets that are listened on. */
  private static final int OTHER_FILES = 200;

  /** The usual patience, as far as the system allows so many open files. */
  static Patience usual() {
    int connections = connections(OpenFiles.limit());
    return new Patience(
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        connections,
        reserve(connections),
        EventJson.KEEP_ALIVE);
  }

  Patience withDeadline(Duration newDeadline) {
    return new Patience(newDeadline, idle, connections, reserve, keepAlive);
  }

  Patience withIdle(Duration newIdle) {
    return new Patience(deadline, newIdle, connections, reserve, keepAlive);
  }

  Patience withConnections(int newConnections) {
    return new Patience(deadline, idle, newConnections, reserve(newConnections), keepAlive);
  }

  Patience withKeepAlive(Duration newKeepAlive) {
    return new Patience(deadline, idle, connections, reserve, newKeepAlive);
  }

  /** How many may listen to events at once: the others want to be heard too. */
  int listeners() {
    return connections / 2;
  }

  /**
   * A listener that is out of files stops for good, in Helidon 4.5.0: there have to be enough for
   * the reserve too.
   */
  static int connections(long openFiles) {
    long possible = (openFiles - OTHER_FILES) / 5 * 4;
    return Math.clamp(possible, 16, MAX_CONNECTIONS);
  }

  private static int reserve(int connections) {
    return Math.max(4, connections / 8);
  }
}
