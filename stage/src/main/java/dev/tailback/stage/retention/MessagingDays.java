package dev.tailback.stage.retention;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the days of outbox and inbox ahead of time: at the start, before anything is written, and every hour. */
class MessagingDays implements InitializingBean {
    private static final int AHEAD = 2;
    private static final String ONE_HOUR = "PT1H";

    private final DayPartitions partitions;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final RetentionSettings retention;
    private final Clock clock;

    MessagingDays(
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

    @Override
    public void afterPropertiesSet() {
        makeAhead();
    }

    @Scheduled(initialDelayString = ONE_HOUR, fixedDelayString = ONE_HOUR)
    void makeAhead() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        // Whatever is not refused as too old finds its day.
        LocalDate oldest = LocalDate.ofInstant(clock.instant().minus(retention.inbox()), ZoneOffset.UTC);
        transactions.executeWithoutResult(transaction -> {
            // Two instances of a stage must not make the same day.
            jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('messaging days of ' || current_user))")
                    .query()
                    .singleRow();
            partitions.ensure("outbox", today.minusDays(1), today.plusDays(AHEAD));
            partitions.ensure("inbox", oldest, today.plusDays(AHEAD));
        });
    }
}
