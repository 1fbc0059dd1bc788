package dev.tailback.lab.audit;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import java.net.URI;

/** Where a shop's ledgers are to be read. */
public record Sources(URI catalog, URI checkout, URI inventory, URI payments, String kafka) {
    public static Sources of(Places places) {
        return new Sources(
                URI.create(places.url(Part.CATALOG)),
                URI.create(places.url(Part.CHECKOUT)),
                URI.create(places.url(Part.INVENTORY)),
                URI.create(places.url(Part.PAYMENTS)),
                places.kafkaAddress());
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
