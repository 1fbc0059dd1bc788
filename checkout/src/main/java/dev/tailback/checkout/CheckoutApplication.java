package dev.tailback.checkout;

import dev.tailback.events.stage.Stage;
import org.springframework.boot.SpringApplication;

/** Orders from the moment they are placed until they end. */
@Stage
public class CheckoutApplication {
    public static void main(String[] args) {
        SpringApplication.run(CheckoutApplication.class, args);
    }
}
