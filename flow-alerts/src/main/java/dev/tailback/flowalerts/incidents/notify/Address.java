package dev.tailback.flowalerts.incidents.notify;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * An address of the operator's file. It may be on this machine or in a private network, where an Alertmanager stands as a
 * rule, but at no address that only machines talk to: link-local ones are where clouds hand out credentials.
 */
public record Address(URI uri) {
    /** @throws IllegalArgumentException with a sentence */
    public static Address of(String text) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "'%s' is no URL; allowed: http or https with a host".formatted(text), wrong);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https"))
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "'%s' is no address; allowed: http or https, a host, and no user or fragment".formatted(text));
        }
        return new Address(uri);
    }

    public String host() {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    Address with(String path) {
        String base = uri.toString().replaceFirst("/+$", "");
        return new Address(URI.create(base + path));
    }

    /**
     * Looks where its name leads now. The JDK remembers for some seconds what a name led to, and the request goes there.
     *
     * @throws NotAllowed when any of it is an address that nobody may be told at
     */
    void check() throws NotAllowed, UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
            if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()) {
                throw new NotAllowed("%s leads to %s; allowed: no link-local, multicast or unspecified address"
                        .formatted(uri.getHost(), address.getHostAddress()));
            }
        }
    }

    static final class NotAllowed extends Exception {
        private static final long serialVersionUID = 1;

        NotAllowed(String sentence) {
            super(sentence);
        }
    }
}
