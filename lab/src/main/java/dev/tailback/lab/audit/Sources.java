package dev.tailback.lab.audit;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import java.net.URI;

/** Where a shop's ledgers are to be read. */
public record Sources(URI catalog, URI checkout, URI inventory, URI payments, String kafka) {
    public static Sources of(Ports ports) {
        return new Sources(
                URI.create(ports.url(Part.CATALOG)),
                URI.create(ports.url(Part.CHECKOUT)),
                URI.create(ports.url(Part.INVENTORY)),
                URI.create(ports.url(Part.PAYMENTS)),
                "127.0.0.1:" + ports.kafka());
    }

    URI ledger(URI of) {
        return at(of, "/ledger");
    }

    /** Any stage knows the relay's slot: it is on the server of all. */
    URI published() {
        return at(checkout, "/ledger/published");
    }

    private static URI at(URI base, String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }
}
