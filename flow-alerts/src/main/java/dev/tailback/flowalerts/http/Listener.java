package dev.tailback.flowalerts.http;

import java.net.InetSocketAddress;
import java.net.URI;

/** An open port. */
public interface Listener extends AutoCloseable {
    /** Where it listens; the real port even if 0 was asked for. */
    URI uri();

    /** Takes nothing more and gives what is under way a second to finish. */
    @Override
    void close();

    static URI uri(InetSocketAddress bound) {
        String host = bound.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort());
    }
}
