package dev.tailback.catalog.carts;

import dev.tailback.stage.ledger.LedgerSection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What catalog tells an audit: every checkout that it accepted, and what the shopper was told became of it. */
@Configuration(proxyBeanMethods = false)
class CartsLedger {
    @Bean
    LedgerSection cartsSection() {
        return new LedgerSection("""
                SELECT 'cart', id, (date_part('epoch', submitted_at) * 1000)::bigint, outcome
                FROM carts WHERE submitted_at IS NOT NULL""");
    }
}
