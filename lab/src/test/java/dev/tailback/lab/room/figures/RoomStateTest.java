package dev.tailback.lab.room.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoomStateTest {
    private final Figures figures = new Figures()
            .put(Figure.REQUESTS, 20)
            .put(Figure.CONFIRMED, 5)
            .put(Figure.DUE, 50)
            .put(Figure.FAILING, 0)
            .put(Figure.DUE_NOW, 9)
            .put(Figure.FAILING_NOW, 0);
    private final List<Road> roads = new ArrayList<>();
    private List<String> gone = List.of();
    private boolean isBroken;

    @Test
    void aShopInWhichNothingWaitsIsHealthy() {
        assertState("healthy", 0, "5.0 orders a second are confirmed. Nothing waits.");
    }

    @Test
    void slowIsNotFailing() {
        figures.put(Figure.SEARCH_P95, 2_800);

        assertState("slow", 2, "Searches take 2.8 s. Nobody fails: what is slow is not lost.");
    }

    @Test
    void aNearlyFullPoolIsSlowAsLongAsNobodyFails() {
        figures.put(Figure.CATALOG_ACTIVE, 95).put(Figure.CATALOG_MAX, 100);

        assertState("slow", 2, "95 of 100 connections of catalog are taken.");
    }

    @Test
    void whoFallsBackBacksUp() {
        roads.add(road("orders", "inventory", 120, 14.2, 9, 4, "never"));

        assertState("backing up", 3, "inventory is 120 records behind in orders, 14 s, and falls back.");
    }

    @Test
    void ordersThatFailSayWhoIsBehindAndWhoHasLeft() {
        isBroken = true;
        figures.put(Figure.FAILING, 0.38).put(Figure.FAILING_NOW, 0.4).put(Figure.LEFT, 23);
        roads.add(road("orders", "inventory", 466, 66, 9, 0, "never"));

        assertState(
                "failing",
                4,
                "Orders fail after they were accepted: inventory is 66 s behind, and 23 shoppers have left.");
    }

    @Test
    void aRelayThatStandsStillIsSaidAlthoughKafkaShowsNoLag() {
        isBroken = true;
        gone = List.of("relay");
        figures.put(Figure.OUTBOX_ROWS, 44).put(Figure.FAILING, 0.9);

        assertState(
                "failing",
                4,
                "Orders fail after they were accepted: 44 events wait in the outbox, and Kafka shows no lag.");
    }

    @Test
    void fewOrdersProveNothing() {
        figures.put(Figure.DUE, 3).put(Figure.FAILING, 1).put(Figure.DUE_NOW, 0);

        assertThat(state().state()).isEqualTo("healthy");
    }

    @Test
    void afterTheRepairTheBacklogDrains() {
        figures.put(Figure.FAILING, 0.3).put(Figure.FAILING_NOW, 0.6);
        roads.add(road("orders", "inventory", 300, 40, 9, 60, "5.6"));

        assertState("draining", 1, "inventory catches up: 300 records are left, about 6.0 s.");
    }

    @Test
    void whileItIsBrokenAndFailsNothingDrains() {
        isBroken = true;
        figures.put(Figure.FAILING_NOW, 0.6);
        roads.add(road("orders", "inventory", 300, 40, 9, 60, "5.6"));

        assertThat(state().state()).isEqualTo("failing");
    }

    @Test
    void aStageThatIsGoneIsSaidBeforeAnybodyFails() {
        gone = List.of("inventory");

        assertState("backing up", 3, "inventory does not answer. Orders are accepted and wait for it.");
    }

    @Test
    void withoutPostgresNothingElseMatters() {
        gone = List.of("checkout", "postgres");
        figures.put(Figure.SEARCH_P95, 9_000);

        assertState("failing", 4, "PostgreSQL does not answer. Nothing can be ordered until it is back.");
    }

    @Test
    void aLagThatIsNotKnownIsNotWell() {
        assertThat(RoomState.of(new RoomState.Facts(figures, roads, List.of(), List.of(), false, true, false)))
                .isEqualTo(new RoomState(
                        "blind", 2, "Lag is unknown, not 0: flow-alerts does not tell. What else is seen is well."));
    }

    @Test
    void aLabThatStartsIsNotFailing() {
        assertThat(RoomState.of(new RoomState.Facts(
                        new Figures(), roads, List.of("kafka", "catalog"), List.of(), false, false, false)))
                .isEqualTo(new RoomState("starting", 1, "Not ready yet: kafka, catalog."));
    }

    private RoomState state() {
        return RoomState.of(new RoomState.Facts(figures, roads, List.of(), gone, isBroken, true, true));
    }

    private void assertState(String state, int level, String why) {
        assertThat(state()).isEqualTo(new RoomState(state, level, why));
    }

    private static Road road(
            String topic, String group, long lag, double seconds, double in, double out, @Nullable String drain) {
        return new Road(topic, topic, group, lag, seconds, "WARN", in, out, drain, List.of());
    }
}
