package dev.tailback.inventory.stock;

import dev.tailback.events.Sku;
import dev.tailback.stage.database.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What is on the shelf; filled for the generated catalogue at the start. */
@Component
class Stock implements InitializingBean {
    // Its index may be missing, by intention of the lab: then there is no conflict to rely on, and of two instances
    // that
    // start at once the second must not look before the first is done.
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('filling of inventory.stock'))";
    private static final String FILL = """
            INSERT INTO stock (sku, initial, available)
            SELECT wanted.sku, :initial, :initial FROM unnest(:skus) AS wanted (sku)
            WHERE NOT EXISTS (SELECT FROM stock known WHERE known.sku = wanted.sku)""";
    private static final String LOOK = "SELECT sku, available FROM stock WHERE sku = ANY (:skus)";
    // A join, since it hashes what is wanted when the index is missing, and a scan costs the same for however many: ANY
    // compares every row with each of them one by one if there are fewer than nine, or if the plan is for any number.
    static final String LOCK = """
            SELECT stock.sku, available FROM stock JOIN unnest(:skus) AS wanted (sku) ON wanted.sku = stock.sku
            ORDER BY stock.sku FOR UPDATE OF stock""";
    private static final String TAKE = """
            UPDATE stock SET available = available - row.quantity
            FROM unnest(:skus, :quantities) AS row (sku, quantity)
            WHERE stock.sku = row.sku""";

    // Many, since each round looks through the whole table when its index is missing; not all, for the heap's sake.
    private static final int FILLED_AT_ONCE = 50_000;

    private final Database database;
    private final TransactionOperations transactions;
    private final int skus;
    private final long initial;

    Stock(
            Database database,
            TransactionOperations transactions,
            @Value("${tailback.stock.skus}") int skus,
            @Value("${tailback.stock.initial}") long initial) {
        if (skus < 1 || initial < 0) {
            throw new IllegalArgumentException(
                    "tailback.stock.skus is 1 or more and tailback.stock.initial 0 or more, but got " + skus + " and "
                            + initial);
        }
        this.database = database;
        this.transactions = transactions;
        this.skus = skus;
        this.initial = initial;
    }

    @Override
    public void afterPropertiesSet() {
        transactions.executeWithoutResult(transaction -> {
            database.run(
                    "SELECT",
                    "stock",
                    ONE_AT_A_TIME,
                    statement -> statement.query().singleRow());
            // All were filled together, or none.
            boolean isFull = !look(List.of(Sku.numbered(skus))).isEmpty();
            for (int first = 1; first <= skus && !isFull; first += FILLED_AT_ONCE) {
                fill(first, Math.min(skus, first + FILLED_AT_ONCE - 1));
            }
        });
    }

    private void fill(int first, int last) {
        Object[] numbered = IntStream.rangeClosed(first, last)
                .mapToObj(n -> Sku.numbered(n).value())
                .toArray();
        database.run(
                "INSERT",
                "stock",
                FILL,
                statement -> statement
                        .param("skus", new SqlArrayValue("text", numbered))
                        .param("initial", initial)
                        .update());
    }

    /** What is available; nobody else can take of it until the transaction ends. Rows are locked in the order of sku. */
    Map<Sku, Long> lock(Collection<Sku> wanted) {
        return read(LOCK, wanted);
    }

    /** What is available, or was a moment ago. */
    Map<Sku, Long> look(Collection<Sku> wanted) {
        return read(LOOK, wanted);
    }

    private Map<Sku, Long> read(String sql, Collection<Sku> wanted) {
        Map<Sku, Long> available = new HashMap<>();
        if (wanted.isEmpty()) {
            return available;
        }
        database.run("SELECT", "stock", sql, statement -> {
            statement.param("skus", skuColumn(wanted)).query(row -> {
                available.put(new Sku(row.getString("sku")), row.getLong("available"));
            });
            return available;
        });
        return available;
    }

    /** Less than nothing is taken of what comes back. */
    void take(Map<Sku, Long> quantities) {
        if (quantities.isEmpty()) {
            return;
        }
        database.run(
                "UPDATE",
                "stock",
                TAKE,
                statement -> statement
                        .param("skus", skuColumn(quantities.keySet()))
                        .param(
                                "quantities",
                                new SqlArrayValue("bigint", quantities.values().toArray()))
                        .update());
    }

    static SqlArrayValue skuColumn(Collection<Sku> skus) {
        return new SqlArrayValue("text", skus.stream().map(Sku::value).toArray());
    }
}
