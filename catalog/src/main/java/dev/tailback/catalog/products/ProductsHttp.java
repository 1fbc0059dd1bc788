package dev.tailback.catalog.products;

import dev.tailback.events.Sku;
import dev.tailback.events.stage.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products")
class ProductsHttp {
    private static final int MAX_LIMIT = 500;

    private final Products products;

    ProductsHttp(Products products) {
        this.products = products;
    }

    @GetMapping
    Listing list(@RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalid("limit", limit, "1 to " + MAX_LIMIT);
        }
        return new Listing(products.first(limit));
    }

    @GetMapping("/{sku}")
    Product one(@PathVariable Sku sku) {
        return products.find(sku).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "there is no product " + sku));
    }

    record Listing(List<Product> products) {}
}
