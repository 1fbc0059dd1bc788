package dev.tailback.flowalerts.incidents.causes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.incidents.casefile.Cause;
import dev.tailback.flowalerts.incidents.causes.Facts.Arrivals;
import dev.tailback.flowalerts.incidents.causes.Facts.Broker;
import dev.tailback.flowalerts.incidents.causes.Facts.Call;
import dev.tailback.flowalerts.incidents.causes.Facts.DatabaseState;
import dev.tailback.flowalerts.incidents.causes.Facts.Group;
import dev.tailback.flowalerts.incidents.causes.Facts.Orders;
import dev.tailback.flowalerts.incidents.causes.Facts.Outbox;
import dev.tailback.flowalerts.incidents.causes.Facts.Pool;
import dev.tailback.flowalerts.incidents.causes.Facts.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts of each cause, as they are measured when the lab sets it, and of a shop that is well. */
class DiagnosisTest {
    private static final Table STOCK = new Table("inventory", "stock", 200, 0, 0, 0, 0, 3, Set.of());
    private static final Table PRODUCTS = new Table("catalog", "products", 200, 0, 0, 0, 0, 4, Set.of());
    private static final Table ORDERS = new Table("checkout", "orders", 200, 0, 0, 0, 0, 2, Set.of());
    private static final Pool POOL = new Pool("inventory", 100, 8, 0, 0, 0, 0);
    private static final Call PROVIDER = new Call("checkout", "POST /authorizations", 100, 0, 0, 8);
    private static final Group GROUP = new Group("inventory", 0, 3, 0, 1, 6, 0, 5.0, 5.0, 0, 0.3);
    private static final Outbox OUTBOX = new Outbox(2, 5, 0.1, 2, 1.0);

    private record Shop(
            List<Table> tables,
            Pool pool,
            Call call,
            Group group,
            Outbox outbox,
            Broker broker,
            DatabaseState database,
            Orders orders,
            Map<String, Integer> dead,
            Arrivals arrivals) {
        static final Shop WELL = new Shop(
                List.of(STOCK, PRODUCTS, ORDERS),
                POOL,
                PROVIDER,
                GROUP,
                OUTBOX,
                Broker.UP,
                DatabaseState.UP,
                new Orders(300, 1, 0),
                Map.of(),
                new Arrivals(300, 0, 6));

        Facts facts(Facts before) {
            return new Facts(
                    60,
                    tables,
                    List.of(pool),
                    List.of(call),
                    List.of(group),
                    outbox,
                    broker,
                    database,
                    orders,
                    dead,
                    0,
                    arrivals,
                    before);
        }

        Shop with(Table... changed) {
            return new Shop(List.of(changed), pool, call, group, outbox, broker, database, orders, dead, arrivals);
        }

        Shop with(Pool changed) {
            return new Shop(tables, changed, call, group, outbox, broker, database, orders, dead, arrivals);
        }

        Shop with(Call changed) {
            return new Shop(tables, pool, changed, group, outbox, broker, database, orders, dead, arrivals);
        }

        Shop with(Group changed) {
            return new Shop(tables, pool, call, changed, outbox, broker, database, orders, dead, arrivals);
        }

        Shop with(Outbox changed) {
            return new Shop(tables, pool, call, group, changed, broker, database, orders, dead, arrivals);
        }

        Shop with(Broker changed) {
            return new Shop(tables, pool, call, group, outbox, changed, database, orders, dead, arrivals);
        }

        Shop with(DatabaseState changed) {
            return new Shop(tables, pool, call, group, outbox, broker, changed, orders, dead, arrivals);
        }

        Shop with(Orders failing, Arrivals coming) {
            return new Shop(tables, pool, call, group, outbox, broker, database, failing, dead, coming);
        }

        Shop with(Map<String, Integer> letters) {
            return new Shop(tables, pool, call, group, outbox, broker, database, orders, letters, arrivals);
        }
    }

    private static Arguments of(String cause, String says, UnaryOperator<Shop> change) {
        return Arguments.of(cause, says, change);
    }

    static Stream<Arguments> troubles() {
        Pool full = new Pool("inventory", 20, 20, 40, 12, 30, 0.95);
        Table scanned = new Table("inventory", "stock", 120, 90, 40, 0, 0, 2400, Set.of("idx_stock_sku"));
        return Stream.of(
                of(
                        "missing-index",
                        "An index of stock is missing: idx_stock_sku",
                        shop -> shop.with(scanned, PRODUCTS, ORDERS)),
                // The cascade: both are true, and the scan is what the pool is full of.
                of(
                        "missing-index",
                        "An index of stock is missing: idx_stock_sku",
                        shop -> shop.with(scanned, PRODUCTS, ORDERS).with(full)),
                of(
                        "missing-index",
                        "products of catalog is read whole",
                        shop -> shop.with(
                                STOCK, new Table("catalog", "products", 100, 60, 30, 0, 0, 900, Set.of()), ORDERS)),
                of("small-pool", "The pool of inventory is too small: 20", shop -> shop.with(full)),
                of(
                        "held-connections",
                        "Somebody holds connections of inventory and does nothing",
                        shop -> shop.with(new Pool("inventory", 100, 100, 30, 12, 25, 0.03))),
                of(
                        "hot-row",
                        "Transactions wait for the same rows of stock",
                        shop -> shop.with(
                                new Table("inventory", "stock", 200, 60, 0, 55, 0, 700, Set.of()), PRODUCTS, ORDERS)),
                of(
                        "slow-database",
                        "The database is slow for checkout alone",
                        shop -> shop.with(
                                STOCK,
                                PRODUCTS,
                                ORDERS,
                                new Table("checkout", "inbox", 12, 12, 0, 0, 0, 7_100, Set.of()))),
                of(
                        "hot-partition",
                        "Partition 3 of inventory has nearly all of it",
                        shop -> shop.with(new Group("inventory", 400, 420, 12, 1, 6, 0, 10.0, 20.0, 3, 0.97))),
                of(
                        "slow-provider",
                        "POST /authorizations, asked by checkout, is slow",
                        shop -> shop.with(new Call("checkout", "POST /authorizations", 40, 38, 5, 4_010))),
                of(
                        "slow-provider",
                        "POST /authorizations, asked by checkout, fails",
                        shop -> shop.with(new Call("checkout", "POST /authorizations", 40, 0, 38, 2))),
                of(
                        "dead-consumer",
                        "The consumer inventory is dead",
                        shop -> shop.with(new Group("inventory", 120, 120, 14, 0, 6, 6, 0.0, 5.0, 1, 0.2))),
                of(
                        "paused-consumer",
                        "The consumer inventory stands still",
                        shop -> shop.with(new Group("inventory", 120, 120, 14, 1, 6, 6, 0.0, 5.0, 1, 0.2))),
                of(
                        "stalled-outbox",
                        "What is committed does not reach Kafka",
                        shop -> shop.with(new Outbox(0, 0, 0, 40, 38.0))),
                of(
                        "stalled-outbox",
                        "What is committed does not reach Kafka",
                        shop -> shop.with(new Outbox(450, 450, 22, 2, 21.0))),
                of("poison", "Records that nobody can process", shop -> shop.with(Map.of("carts.checkout.dead", 40))),
                of("lost-broker", "Kafka is away", shop -> shop.with(new Broker(true, 12))),
                of(
                        "lost-database",
                        "The database is away",
                        shop -> shop.with(new Table("inventory", "stock", 40, 0, 0, 0, 0, 3, Set.of()))
                                .with(new DatabaseState(30, 0, "SQLSTATE 57P01"))),
                of(
                        "slow-database",
                        "The database is slow for everybody",
                        shop -> shop.with(
                                new Table("inventory", "stock", 100, 95, 0, 0, 95, 2900, Set.of()),
                                new Table("catalog", "products", 100, 95, 0, 0, 95, 2900, Set.of()),
                                new Table("checkout", "orders", 100, 95, 0, 0, 95, 2900, Set.of()))),
                of(
                        "slow-database",
                        "The database is slow for everybody",
                        shop -> shop.with(
                                new Table("inventory", "stock", 100, 60, 0, 20, 0, 900, Set.of()),
                                new Table("catalog", "products", 100, 70, 0, 0, 0, 900, Set.of()),
                                new Table("checkout", "orders", 100, 80, 0, 25, 0, 900, Set.of()))),
                of(
                        "retry-storm",
                        "Those who failed come again, and keep the others out",
                        shop -> shop.with(new Orders(600, 580, 570), new Arrivals(900, 0, 18))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("troubles")
    void findsWhatIsBehindIt(String cause, String says, UnaryOperator<Shop> change) {
        List<Cause> causes = Diagnosis.of(change.apply(Shop.WELL).facts(Shop.WELL.facts(null)));

        assertThat(causes).isNotEmpty();
        assertThat(causes.getFirst().says()).isEqualTo(says);
        assertThat(causes.getFirst().id()).isEqualTo(cause);
        assertThat(causes.getFirst().weight()).isPositive();
        assertThat(causes.stream().skip(1).map(Cause::weight))
                .allMatch(weight -> weight <= causes.getFirst().weight());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("troubles")
    void findsItWithoutKnowingWhatWasBefore(String cause, String says, UnaryOperator<Shop> change) {
        List<Cause> causes = Diagnosis.of(change.apply(Shop.WELL).facts(null));

        // Whether more come than before is all that a storm of retries is known by.
        if (!cause.equals("retry-storm")) {
            assertThat(causes.getFirst().says()).isEqualTo(says);
        }
    }

    /** Orders stopped by the relay are late, too, and in the ten minutes before nobody had come for most of the time. */
    @Test
    void aShopThatHasJustOpenedIsNotStormed() {
        Facts quiet = new Shop(
                        Shop.WELL.tables(),
                        POOL,
                        PROVIDER,
                        GROUP,
                        OUTBOX,
                        Broker.UP,
                        DatabaseState.UP,
                        new Orders(40, 0, 0),
                        Map.of(),
                        new Arrivals(40, 0, 2))
                .facts(null);
        Shop stalled =
                Shop.WELL.with(new Outbox(0, 0, 0, 44, null)).with(new Orders(120, 64, 64), new Arrivals(120, 0, 2.1));

        assertThat(Diagnosis.of(stalled.facts(quiet)))
                .extracting(Cause::id)
                .first()
                .isEqualTo("stalled-outbox");
        assertThat(Diagnosis.of(stalled.facts(quiet))).extracting(Cause::id).doesNotContain("retry-storm");
    }

    @Test
    void aShopThatIsWellHasNoCause() {
        assertThat(Diagnosis.of(Shop.WELL.facts(Shop.WELL.facts(null)))).isEmpty();
        assertThat(Diagnosis.of(Facts.NONE)).isEmpty();
    }

    @Test
    void ofTheCascadeThePoolIsNamedTooWithWhatSpeaksAgainstIt() {
        Table scanned = new Table("inventory", "stock", 120, 90, 40, 0, 0, 2400, Set.of("idx_stock_sku"));
        Shop shop = Shop.WELL.with(scanned, PRODUCTS, ORDERS).with(new Pool("inventory", 20, 20, 40, 12, 30, 0.95));

        Cause pool = Diagnosis.of(shop.facts(Shop.WELL.facts(null))).stream()
                .filter(cause -> cause.id().equals("small-pool"))
                .findFirst()
                .orElseThrow();

        assertThat(pool.facts().stream().filter(fact -> fact.weight() < 0).map(Cause.Fact::says))
                .containsExactly(
                        "40 statements in it read whole tables: more connections would share the same processor");
    }

    @Test
    void aFewSlowChangesAmongManyAreNoHotRow() {
        Table busy = new Table("inventory", "stock", 2_000, 9, 0, 9, 0, 12, Set.of());

        List<Cause> causes = Diagnosis.of(Shop.WELL
                .with(busy, PRODUCTS, new Table("checkout", "orders", 200, 12, 0, 0, 0, 60, Set.of()))
                .facts(null));

        assertThat(causes.stream().filter(cause -> cause.weight() > 0)).isEmpty();
    }

    @Test
    void aTableThatWasReadWholeBeforeIsLessProbable() {
        Table scanned = new Table("inventory", "stock", 120, 90, 40, 0, 0, 2400, Set.of("idx_stock_sku"));
        Shop shop = Shop.WELL.with(scanned, PRODUCTS, ORDERS);

        Cause anew = Diagnosis.of(shop.facts(Shop.WELL.facts(null))).getFirst();
        Cause asEver = Diagnosis.of(shop.facts(shop.facts(null))).getFirst();

        assertThat(asEver.weight()).isLessThan(anew.weight());
    }
}
