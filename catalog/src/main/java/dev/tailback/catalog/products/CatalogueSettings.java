package dev.tailback.catalog.products;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What the generated catalogue is like. It is filled once; a later change of the seed or of the stock changes nothing
 * that is there already.
 *
 * @param stock how many of each product there are at the beginning; inventory has the same setting for what counts
 */
record CatalogueSettings(int products, long seed, long stock) {
    CatalogueSettings {
        if (products < Catalogue.HEADPHONES.size() || products > 5_000_000) {
            throw new IllegalArgumentException("tailback.catalogue.products is " + Catalogue.HEADPHONES.size()
                    + " to 5000000, but got " + products);
        }
        if (stock < 0 || stock > 1_000_000_000) {
            throw new IllegalArgumentException("tailback.catalogue.stock is 0 to 1000000000, but got " + stock);
        }
    }

    static CatalogueSettings of(Environment environment) {
        return Binder.get(environment)
                .bind("tailback.catalogue", CatalogueSettings.class)
                .get();
    }
}
