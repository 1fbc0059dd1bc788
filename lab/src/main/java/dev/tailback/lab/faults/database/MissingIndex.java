package dev.tailback.lab.faults.database;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Indexes are dropped, and PostgreSQL reads whole tables instead. Their definition goes to the journal before. */
public final class MissingIndex implements Fault {
    public static final String INDEXES = "indexes";
    /** The one by which inventory finds the stock of a product. */
    public static final String OF_STOCK = ShopIndex.STOCK_SKU.id();
    /** Those by which a listing finds its products and what is left of each. */
    public static final List<String> OF_PRODUCTS =
            List.of(ShopIndex.PRODUCTS_CATEGORY.id(), ShopIndex.PRODUCTS_STOCK_QUANTITY.id());

    private static final String DEFINITION = "definition";
    private static final String NAME = "tailback fault missing-index";
    /** Others queue behind a lock that is waited for, so it is never waited for long. */
    private static final String LOCK_TIMEOUT = "SET lock_timeout = '1s'";

    private static final Duration DROPPED_WITHIN = Duration.ofSeconds(30);
    private static final Duration BUILT_WITHIN = Duration.ofSeconds(90);

    public static final Manual MANUAL = new Manual(
            "missing-index",
            "Drops indexes: PostgreSQL reads whole tables.",
            Parameter.someOf(INDEXES, String.join(",", OF_PRODUCTS), ShopIndex.ids()));

    private final ShopServer server;

    public MissingIndex(ShopServer server) {
        this.server = server;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public List<String> targets(Arguments with) {
        return with.list(INDEXES);
    }

    @Override
    public boolean outlivesTheLab() {
        return true;
    }

    @Override
    public Map<String, String> before(String target) throws IOException, SQLException {
        ShopIndex index = ShopIndex.of(target);
        try (Connection connection = server.connect(NAME)) {
            Indexes indexes = new Indexes(connection);
            List<String> present = indexes.present();
            return Map.of(
                    DEFINITION,
                    indexes.definition(index)
                            .orElseThrow(
                                    () -> new Refusal("pg_indexes has no %s.%s; of those that can be dropped it has %s"
                                            .formatted(index.schema(), index.id(), present))));
        }
    }

    /** An index that somebody dropped by hand is built again as the shop's schema has it. */
    @Override
    public List<Strike> found() throws IOException, SQLException {
        try (Connection connection = server.connect(NAME)) {
            return new Indexes(connection)
                    .missing().stream()
                            .map(index -> new Strike(
                                    index.id(),
                                    new Arguments(Map.of(INDEXES, index.id())),
                                    Map.of(DEFINITION, index.definition())))
                            .toList();
        }
    }

    @Override
    public void set(Strike strike) throws IOException, SQLException, InterruptedException {
        ShopIndex index = ShopIndex.of(strike.target());
        try (Connection connection = server.connect(NAME)) {
            Indexes indexes = new Indexes(connection);
            indexes.execute(LOCK_TIMEOUT);
            indexes.untilLocked(
                    DROPPED_WITHIN, () -> indexes.execute("DROP INDEX IF EXISTS " + index.schema() + "." + index.id()));
        }
    }

    @Override
    public Sight look(Strike strike) throws IOException, SQLException {
        ShopIndex index = ShopIndex.of(strike.target());
        try (Connection connection = server.connect(NAME)) {
            Indexes indexes = new Indexes(connection);
            if (indexes.definition(index).isPresent()) {
                return Sight.absent("pg_indexes has " + index.schema() + "." + index.id());
            }
            String scan = indexes.planOf(index);
            return new Sight(scan.contains("Seq Scan on "), "not in pg_indexes; EXPLAIN: " + scan);
        }
    }

    @Override
    public void clear(Strike strike) throws IOException, SQLException, InterruptedException {
        clearAndTell(strike);
    }

    @Override
    public String clearAndTell(Strike strike) throws IOException, SQLException, InterruptedException {
        ShopIndex index = ShopIndex.of(strike.target());
        try (Connection connection = server.connect(NAME);
                Connection other = server.connect(NAME)) {
            Indexes indexes = new Indexes(connection);
            if (!indexes.hasTable(index) || indexes.definition(index).isPresent()) {
                return "";
            }
            indexes.execute(LOCK_TIMEOUT);
            Indexes others = new Indexes(other);
            indexes.untilLocked(BUILT_WITHIN, () -> build(connection, others, index, strike.before(DEFINITION)));
            return others.cancelled() == 0
                    ? ""
                    : others.cancelled() + " statements that scanned or waited were ended for it";
        }
    }

    /**
     * Who scans this table holds the lock that is wanted, and all scans, of other tables as well, the processor that it
     * takes: they are ended first, and those that come later wait, readers, too. Whoever waited took a snapshot before
     * there was the index, and may not use it where rows have changed lately (indcheckxmin): those are ended as well,
     * since they would scan once more.
     */
    private static void build(Connection connection, Indexes others, ShopIndex index, String definition)
            throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        Indexes indexes = new Indexes(connection);
        try {
            List<String> scanned = others.scanned();
            try (Cancelling cancelling = new Cancelling(others, scanned)) {
                indexes.execute("LOCK TABLE " + String.join(", ", scanned) + " IN ACCESS EXCLUSIVE MODE");
            }
            indexes.execute(definition);
            others.cancelStatementsBefore(scanned);
            connection.commit();
        } finally {
            // Of what was committed nothing is left to undo.
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
