package dev.tailback.events.stage;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the days of outbox and inbox ahead of time: at the start, before anything is written, and every hour. */
class MessagingDays implements InitializingBean {
    private static final int AHEAD = 2;
    /** Longer than topics keep records (7 days), so that whatever can still be read can be remembered. */
    private static final int INBOX_BACK = 8;

    private static final String ONE_HOUR = "PT1H";

    private final DayPartitions partitions;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    MessagingDays(DayPartitions partitions, JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.partitions = partitions;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        makeAhead();
    }

    @Scheduled(initialDelayString = ONE_HOUR, fixedDelayString = ONE_HOUR)
    void makeAhead() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
        transactions.executeWithoutResult(transaction -> {
            // IF NOT EXISTS alone does not keep two instances of a stage from colliding in the system catalogue.
            jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('messaging days of ' || current_user))")
                    .query()
                    .singleRow();
            partitions.ensure("outbox", today.minusDays(1), today.plusDays(AHEAD));
            partitions.ensure("inbox", today.minusDays(INBOX_BACK), today.plusDays(AHEAD));
        });
    }
}
