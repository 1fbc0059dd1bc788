package dev.tailback.stage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredIndexesTest {
    @Test
    void indexesAreKnownByTheirTable() {
        DeclaredIndexes indexes = new DeclaredIndexes(List.of("""
                CREATE TABLE things (id int PRIMARY KEY);
                CREATE INDEX things_kind ON things (kind);
                create unique index if not exists Things_Price
                  on shop.things (price) WHERE price > 0;
                CREATE INDEX CONCURRENTLY others_kind ON ONLY others (kind);"""));

        assertThat(indexes.of(List.of("things"))).containsExactly("things_kind", "things_price");
        assertThat(indexes.of(List.of("others", "unknown"))).containsExactly("others_kind");
    }

    @Test
    void whatALaterScriptDropsIsNotDeclaredUnlessItIsMadeAgain() {
        DeclaredIndexes indexes = new DeclaredIndexes(List.of(
                "CREATE INDEX a ON things (kind); CREATE INDEX b ON things (kind); CREATE INDEX c ON things (kind)",
                "DROP INDEX IF EXISTS a, b",
                "CREATE INDEX b ON things (price)"));

        assertThat(indexes.of(List.of("things"))).containsExactly("b", "c");
    }

    @Test
    void aCommentDeclaresNothing() {
        assertThat(new DeclaredIndexes(List.of("-- CREATE INDEX a ON things (kind);\n")).of(List.of("things")))
                .isEmpty();
    }

    @Test
    void migrationsOnTheClassPathAreRead() {
        DeclaredIndexes indexes = DeclaredIndexes.at(List.of("classpath:dev/tailback/stage/schema"));

        assertThat(indexes.of(List.of("outbox"))).containsExactly("outbox_transaction_id");
    }

    @Test
    void nothingIsSlowThatTakesNoTime() {
        assertThatThrownBy(() ->
                        new DatabaseSettings("tailback", "catalog", Duration.ZERO, new DeclaredIndexes(List.of())))
                .hasMessage("tailback.slow-query must be longer than 0, but was PT0S");
    }
}
