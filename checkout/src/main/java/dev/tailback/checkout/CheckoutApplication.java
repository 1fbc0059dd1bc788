package dev.tailback.checkout;

import dev.tailback.stage.Stage;
import dev.tailback.stage.deadline.DeadlineConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Import;

/** Orders from the moment they are placed until they end. */
@Stage
@Import(DeadlineConfiguration.class)
public class CheckoutApplication {
    public static void main(String[] args) {
        SpringApplication.run(CheckoutApplication.class, args);
    }
}
