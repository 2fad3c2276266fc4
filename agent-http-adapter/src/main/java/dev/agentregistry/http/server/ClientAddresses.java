package dev.agentregistry.http.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells where a request comes from: from the other end of the connection or, where that is a
 * trusted proxy, from whom the proxy says. Thread-safe.
 */
final class ClientAddresses {

  private final List<AddressRange> trusted;

  /**
   * @param trustedProxies as {@link WebOptions#trustedProxies()}
   */
  ClientAddresses(Set<String> trustedProxies) {
    this.trusted =
        trustedProxies.stream().map(AddressRange::parse).flatMap(Optional::stream).toList();
  }

  /** The client's IP address, as text. */
  String of(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress peer
            && peer.getAddress() != null
            && isTrusted(peer.getAddress())
        ? client(peer.getAddress(), request.headers()).getHostAddress()
        : request.remotePeer().host();
  }

  /**
   * A proxy usually writes one of the two headers and lets the other pass, as any client may have
   * made it up. So where they differ, neither is believed.
   */
  private InetAddress client(InetAddress peer, Headers headers) {
    InetAddress plain = client(peer, headers, HeaderNames.X_FORWARDED_FOR, ForwardedFor::plain);
    InetAddress standard = client(peer, headers, HeaderNames.FORWARDED, ForwardedFor::standard);
    if (!headers.contains(HeaderNames.FORWARDED)) {
      return plain;
    }
    if (!headers.contains(HeaderNames.X_FORWARDED_FOR)) {
      return standard;
    }
    return plain.equals(standard) ? plain : peer;
  }

  /** Goes back from proxy to proxy for as long as each is trusted, and says who it is. */
  private InetAddress client(
      InetAddress peer,
      Headers headers,
      HeaderName name,
      Function<List<String>, List<Optional<InetAddress>>> read) {
    InetAddress client = peer;
    for (Optional<InetAddress> before :
        read.apply(headers.contains(name) ? headers.get(name).allValues() : List.of()).reversed()) {
      if (before.isEmpty() || !isTrusted(client)) {
        break;
      }
      client = before.get();
    }
    return client;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }
}
