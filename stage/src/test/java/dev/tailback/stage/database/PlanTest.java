package dev.tailback.stage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void tablesThatAreReadWholeAreFoundAtAnyDepth() {
        Plan plan = Plan.read("""
                [{"Plan": {"Node Type": "Limit", "Plans": [
                  {"Node Type": "Gather", "Plans": [
                    {"Node Type": "Seq Scan", "Parallel Aware": true, "Relation Name": "products"}]},
                  {"Node Type": "Seq Scan", "Parent Relationship": "SubPlan", "Relation Name": "availability"},
                  {"Node Type": "Index Scan", "Relation Name": "carts", "Index Name": "carts_pkey"}]}}]""");

        assertThat(plan.scanned()).containsExactly("products", "availability");
    }

    @Test
    void readingAFunctionOrAnIndexIsNoScanOfATable() {
        Plan plan = Plan.read("""
                [{"Plan": {"Node Type": "Nested Loop", "Plans": [
                  {"Node Type": "Function Scan", "Function Name": "unnest"},
                  {"Node Type": "Index Only Scan", "Relation Name": "products", "Index Name": "products_pkey"}]}}]""");

        assertThat(plan.scanned()).isEmpty();
    }

    @Test
    void anIndexIsMissingThatIsDeclaredAndNotThere() {
        assertThat(Scans.decide(List.of("by_kind", "by_price"), List.of("by_price", "things_pkey"))
                        .missingIndexes())
                .containsExactly("by_kind");
        assertThat(Scans.decide(List.of("by_price"), List.of("by_price")).missingIndexes())
                .isEmpty();
    }
}
