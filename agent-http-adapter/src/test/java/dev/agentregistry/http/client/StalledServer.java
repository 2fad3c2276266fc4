package dev.agentregistry.http.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;

/** A server that begins to answer whoever connects, and stops in the middle. */
final class StalledServer implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();

  StalledServer(String beginning) throws IOException {
    Thread.ofVirtual().start(() -> accept(beginning));
  }

  /** From now on each answer goes on, a space at a time, and never ends. */
  StalledServer dripping() {
    Future<?> unused =
        drips.scheduleAtFixedRate(() -> open.forEach(StalledServer::drip), 0, 20, MILLISECONDS);
    return this;
  }

  private static void drip(Socket connection) {
    try {
      connection.getOutputStream().write(' ');
    } catch (IOException nobodyReads) {
      // Whoever did has had enough.
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** How many connections were made. */
  int connections() {
    return open.size();
  }

  private void accept(String beginning) {
    try {
      while (true) {
        Socket connection = socket.accept();
        open.add(connection);
        connection.getOutputStream().write(beginning.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @Override
  public void close() throws IOException {
    drips.shutdownNow();
    socket.close();
    for (Socket connection : open) {
      connection.close();
    }
  }
}
