package dev.tailback.lab.torture;

import dev.tailback.lab.dead.Graveyard;
import dev.tailback.lab.machine.Patience;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What has to be true of Kafka and PostgreSQL when it is all over, beside the books. */
final class Aftermath {
    private static final long MOST_WAL_BYTES = 64L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String RETAINED =
            "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) FROM pg_replication_slots WHERE slot_name = 'relay'";
    private static final int SOME = 10;

    private final Arena arena;

    Aftermath(Arena arena) {
        this.arena = arena;
    }

    /** Neither did poison get through, nor did anything else die. */
    Optional<String> deadLettersAreThoseOf(Set<String> poisoned) throws InterruptedException {
        Set<String> dead = new TreeSet<>();
        try (Graveyard graveyard = new Graveyard(arena.kafka())) {
            graveyard.scan(null, (letter, settled) -> dead.add(letter.key().orElse("no key")));
        }
        Set<String> survivors = new TreeSet<>(poisoned);
        survivors.removeAll(dead);
        dead.removeAll(poisoned);
        return survivors.isEmpty() && dead.isEmpty()
                ? Optional.empty()
                : Optional.of("dead letters are not those of the %d poisoned carts: %d too many %s, %d missing %s"
                        .formatted(poisoned.size(), dead.size(), some(dead), survivors.size(), some(survivors)));
    }

    private static Set<String> some(Set<String> orders) {
        return orders.stream().limit(SOME).collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<String> walIsBounded() throws IOException, InterruptedException {
        boolean bounded = Patience.until(PATIENCE, () -> retained() <= MOST_WAL_BYTES);
        return bounded
                ? Optional.empty()
                : Optional.of("the slot still retains %d MB of WAL, more than %d"
                        .formatted(retained() >> 20, MOST_WAL_BYTES >> 20));
    }

    private long retained() throws IOException {
        try (Connection database = arena.superuser();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(RETAINED)) {
            return row.next() ? row.getLong(1) : Long.MAX_VALUE;
        } catch (SQLException failed) {
            throw new IOException("the slot could not be asked about", failed);
        }
    }
}
