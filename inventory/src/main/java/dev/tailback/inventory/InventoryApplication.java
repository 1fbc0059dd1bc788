package dev.tailback.inventory;

import dev.tailback.stage.Stage;
import dev.tailback.stage.deadline.DeadlineConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Import;

/** Stock, and what of it is set aside for orders. */
@Stage
@Import(DeadlineConfiguration.class)
public class InventoryApplication {
    public static void main(String[] args) {
        SpringApplication.run(InventoryApplication.class, args);
    }
}
