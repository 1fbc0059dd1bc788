package dev.tailback.inventory.stock;

import dev.tailback.stage.ledger.LedgerSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What inventory tells an audit: every product's sums, and how many units each order holds. */
@Configuration(proxyBeanMethods = false)
class StockLedger {
    @Bean
    LedgerSection stockSection() {
        return new LedgerSection("""
                SELECT 'stock', stock.sku, initial, available, coalesce(reserved, 0)
                FROM stock LEFT JOIN
                  (SELECT sku, sum(quantity) AS reserved FROM reservations GROUP BY sku) AS held USING (sku)""");
    }

    @Bean
    LedgerSection reservationsSection() {
        return new LedgerSection("SELECT 'reservation', order_id, sum(quantity) FROM reservations GROUP BY order_id");
    }
}
