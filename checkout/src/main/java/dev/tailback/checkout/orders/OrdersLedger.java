package dev.tailback.checkout.orders;

import dev.tailback.stage.ledger.LedgerSection;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What checkout tells an audit: every order, whether its money is to be voided, and when the sweeper ends it at last. */
@Configuration(proxyBeanMethods = false)
class OrdersLedger {
    @Bean
    LedgerSection sweeperSection(SweeperSettings settings, Clock clock) {
        return new LedgerSection("SELECT 'sweeper', %d, %d, %d"
                .formatted(settings.grace().toMillis(), settings.every().toMillis(), clock.millis()));
    }

    @Bean
    LedgerSection ordersSection() {
        return new LedgerSection("""
                SELECT 'order', id, state, total_cents, (date_part('epoch', patience_ends) * 1000)::bigint,
                  CASE WHEN order_id IS NULL THEN 'none' WHEN voided_at IS NULL THEN 'due' ELSE 'done' END
                FROM orders LEFT JOIN voids ON order_id = id""");
    }
}
