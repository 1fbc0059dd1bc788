package dev.tailback.stage.ledger;

import java.util.List;

/**
 * Lines of a stage's ledger: a query whose first column names the kind of line. What it selects holds neither commas
 * nor quotes.
 */
public record LedgerSection(String query) {
    /** What every stage has: how far back its messaging tables go, what it told, and what it took in. */
    static final List<LedgerSection> MESSAGING = List.of(
            new LedgerSection("""
                    SELECT 'held', min(substring(inhrelid::regclass::text FROM '[0-9]{8}$'))
                    FROM pg_inherits WHERE inhparent IN ('outbox'::regclass, 'inbox'::regclass)
                    GROUP BY inhparent"""),
            new LedgerSection("SELECT 'outbox', id, key, type FROM outbox"),
            new LedgerSection("SELECT 'inbox', event_id FROM inbox"));
}
