package dev.tailback.stage.retention;

import dev.tailback.stage.failure.Failures;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Drops the days of outbox and inbox that are older than their retention. A day of the outbox stays, however old, until
 * the relay has compared all of it with Kafka.
 */
class DropDays {
    private static final Logger log = LoggerFactory.getLogger(DropDays.class);

    /** Writers queue behind whoever waits to drop, so for no longer than this; the next hour tries again. */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '100ms'";

    /** Rows of transactions that the relay's last comparison did not see; any row, if it never compared. */
    private static final String UNRECONCILED = """
            SELECT NOT EXISTS (SELECT FROM relay.reconciled)
              OR EXISTS (SELECT FROM %1$s WHERE transaction_id >=
                (SELECT pg_snapshot_xmax(snapshot)::text::bigint FROM relay.reconciled))
              OR EXISTS (SELECT FROM %1$s WHERE transaction_id IN
                (SELECT pg_snapshot_xip(snapshot)::text::bigint FROM relay.reconciled))""";

    private final DayPartitions partitions;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final RetentionSettings retention;
    private final Clock clock;

    DropDays(
            DayPartitions partitions,
            JdbcClient jdbc,
            TransactionOperations transactions,
            RetentionSettings retention,
            Clock clock) {
        this.partitions = partitions;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.retention = retention;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT1H")
    void dropOldOnes() {
        dropOldOnes("outbox", retention.outbox());
        dropOldOnes("inbox", retention.inbox());
    }

    private void dropOldOnes(String table, Duration kept) {
        LocalDate oldest = LocalDate.ofInstant(clock.instant().minus(kept), ZoneOffset.UTC);
        for (LocalDate day : partitions.of(table)) {
            if (!day.isBefore(oldest) || !isSettled(table, DayPartitions.nameOf(table, day))) {
                return;
            }
        }
    }

    /** False if it is in use: whoever keeps one day from being dropped keeps the next one, too. */
    private boolean isSettled(String table, String partition) {
        try {
            transactions.executeWithoutResult(transaction -> drop(table, partition));
            return true;
        } catch (DataAccessException failed) {
            if (!Failures.isTransient(failed)) {
                throw failed;
            }
            log.info("{} stays for another hour: {}", partition, failed.toString());
            return false;
        }
    }

    private void drop(String table, String partition) {
        jdbc.sql(LOCK_TIMEOUT).update();
        // Nobody writes a row between the look and the drop. Another instance may have dropped it before.
        if (jdbc.sql("SELECT to_regclass(:partition) IS NULL")
                .param("partition", partition)
                .query(Boolean.class)
                .single()) {
            return;
        }
        jdbc.sql("LOCK TABLE %s IN SHARE MODE".formatted(partition)).update();
        if (table.equals("outbox") && isUnreconciled(partition)) {
            log.warn(
                    "{} is older than {} days, but stays: it holds rows that no relay has compared with Kafka yet; see that one leads",
                    partition,
                    retention.outbox().toDays());
            return;
        }
        jdbc.sql("DROP TABLE " + partition).update();
        log.info("dropped {}", partition);
    }

    private boolean isUnreconciled(String partition) {
        return jdbc.sql(UNRECONCILED.formatted(partition)).query(Boolean.class).single();
    }
}
