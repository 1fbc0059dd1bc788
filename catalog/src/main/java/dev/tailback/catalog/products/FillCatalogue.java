package dev.tailback.catalog.products;

import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Puts the generated catalogue on offer at the start, in parts that a small heap can hold. */
@Component
class FillCatalogue implements InitializingBean {
    private static final int PART = 10_000;

    private final Products products;
    private final Availability availability;
    private final TransactionOperations transactions;
    private final CatalogueSettings settings;

    FillCatalogue(
            Products products, Availability availability, TransactionOperations transactions, Environment environment) {
        this.products = products;
        this.availability = availability;
        this.transactions = transactions;
        this.settings = CatalogueSettings.of(environment);
    }

    @Override
    public void afterPropertiesSet() {
        Catalogue catalogue = new Catalogue(settings.seed());
        // Parts are committed in order, so the last product tells of all before it.
        if (products.find(catalogue.numbered(settings.products()).sku()).isPresent()) {
            return;
        }
        for (int first = 1; first <= settings.products(); first += PART) {
            int last = Math.min(first + PART - 1, settings.products());
            List<Product> part = IntStream.rangeClosed(first, last)
                    .mapToObj(catalogue::numbered)
                    .toList();
            transactions.executeWithoutResult(transaction -> {
                products.add(part);
                availability.begin(part.stream().map(Product::sku).toList(), settings.stock());
            });
        }
    }
}
