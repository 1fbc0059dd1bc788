package dev.tailback.inventory;

import dev.tailback.events.stage.Stage;
import org.springframework.boot.SpringApplication;

/** Stock, and what of it is set aside for orders. */
@Stage
public class InventoryApplication {
    public static void main(String[] args) {
        SpringApplication.run(InventoryApplication.class, args);
    }
}
