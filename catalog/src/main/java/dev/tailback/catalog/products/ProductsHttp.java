package dev.tailback.catalog.products;

import dev.tailback.events.Sku;
import dev.tailback.stage.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products")
class ProductsHttp {
    private final Products products;

    ProductsHttp(Products products) {
        this.products = products;
    }

    @GetMapping
    Listing list(
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(name = "price_min", required = false) @Nullable String priceMin,
            @RequestParam(name = "price_max", required = false) @Nullable String priceMax,
            @RequestParam(defaultValue = "50") int limit) {
        Search search = Search.of(category, priceMin, priceMax, limit);
        return new Listing(products.search(search));
    }

    @GetMapping("/{sku}")
    Offer one(@PathVariable Sku sku) {
        return products.offer(sku).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "there is no product " + sku));
    }

    record Listing(List<Offer> products) {}
}
