package dev.tailback.catalog;

import dev.tailback.stage.Stage;
import org.springframework.boot.SpringApplication;

/** The storefront: what there is to buy, and carts until they are checked out. */
@Stage
public class CatalogApplication {
    public static void main(String[] args) {
        SpringApplication.run(CatalogApplication.class, args);
    }
}
