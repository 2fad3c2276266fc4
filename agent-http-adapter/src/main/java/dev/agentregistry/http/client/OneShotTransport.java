package dev.agentregistry.http.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Over {@link HttpURLConnection}, which loads few classes: for programs that send a request or two
 * and end.
 */
final class OneShotTransport implements Transport {

  private final Duration connectTimeout;
  private final Optional<SSLSocketFactory> tls;

  OneShotTransport(Duration connectTimeout, Optional<SSLSocketFactory> tls) {
    this.connectTimeout = connectTimeout;
    this.tls = tls;
  }

  @Override
  public Response send(Request request) throws IOException {
    long start = System.nanoTime();
    HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection();
    configure(connection, request);
    connect(connection);
    if (connection.getDoOutput()) {
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body(request));
      }
    }
    return read(connection, start + request.patience().toNanos());
  }

  private void configure(HttpURLConnection connection, Request request) throws IOException {
    connection.setConnectTimeout((int) connectTimeout.toMillis());
    connection.setReadTimeout((int) request.patience().toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(request.method());
    request.headers().forEach(connection::setRequestProperty);
    if (!request.method().equals("GET")) {
      // Of a fixed length, be it zero: else it is sent again, without a word, where no answer came.
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body(request).length);
      connection.setRequestProperty("Content-Type", "application/json");
    }
    if (connection instanceof HttpsURLConnection https && tls.isPresent()) {
      https.setSSLSocketFactory(tls.get());
    }
  }

  private static byte[] body(Request request) {
    return request.body().orElseGet(() -> new byte[0]);
  }

  /** Apart from sending, so that what failed before it is known as that. */
  private static void connect(HttpURLConnection connection) throws IOException {
    try {
      connection.connect();
    } catch (SSLException | ConnectException e) {
      throw e;
    } catch (SocketTimeoutException e) {
      throw (ConnectException) new ConnectException("it does not answer").initCause(e);
    } catch (UnknownHostException e) {
      throw (ConnectException) new ConnectException("unknown host").initCause(e);
    } catch (IOException e) {
      throw (ConnectException) new ConnectException(e.getMessage()).initCause(e);
    }
  }

  private static Response read(HttpURLConnection connection, long end) throws IOException {
    int status = status(connection);
    return new Response(
        status,
        name -> Optional.ofNullable(connection.getHeaderField(name)),
        body(connection, status, end));
  }

  private static int status(HttpURLConnection connection) throws IOException {
    try {
      return connection.getResponseCode();
    } catch (HttpRetryException unauthorized) {
      // It wants to send the request again with a password, and cannot.
      return unauthorized.responseCode();
    }
  }

  private static byte[] body(HttpURLConnection connection, int status, long end)
      throws IOException {
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return in == null ? new byte[0] : readAll(in, end);
    }
  }

  /** The connection's own time limit is for each part that comes: many small ones have none. */
  private static byte[] readAll(InputStream in, long end) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    for (int count = in.read(part); count >= 0; count = in.read(part)) {
      all.write(part, 0, count);
      if (System.nanoTime() - end > 0) {
        throw new SocketTimeoutException("it takes too long");
      }
    }
    return all.toByteArray();
  }

  @Override
  public void close() {
    // Nothing is kept.
  }
}
