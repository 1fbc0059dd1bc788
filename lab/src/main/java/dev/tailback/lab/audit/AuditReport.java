package dev.tailback.lab.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an audit found.
 *
 * @param oversold units
 * @param money {@code ok}, or {@code wrong:N} for N orders
 * @param stock {@code ok}, or {@code wrong:N} for N orders and products
 * @param settling orders that have ended, of which a release, a void or a publication is on its way
 * @param strays records in dead-letter topics that are no letters of a stage; absent of audits that did not count them
 * @param comparedSince orders made before then were not compared with outboxes, inboxes and Kafka
 */
public record AuditReport(
        long accepted,
        long confirmed,
        long rejected,
        long cancelled,
        long failed,
        long dead,
        @Nullable Long strays,
        long inFlight,
        long lost,
        long duplicated,
        long oversold,
        String money,
        String stock,
        long overdue,
        long misordered,
        long unfounded,
        long settling,
        boolean violated,
        Instant comparedSince,
        Money cents,
        long ledgerLines,
        long kafkaRecords,
        double seconds,
        List<Finding> findings) {

    public boolean isDrained() {
        return inFlight == 0 && settling == 0;
    }

    /** The one line for programs and people alike. */
    public String line() {
        return "accepted=%d confirmed=%d rejected=%d cancelled=%d failed=%d dead=%d in_flight=%d lost=%d duplicated=%d oversold=%d money=%s stock=%s"
                .formatted(
                        accepted,
                        confirmed,
                        rejected,
                        cancelled,
                        failed,
                        dead,
                        inFlight,
                        lost,
                        duplicated,
                        oversold,
                        money,
                        stock);
    }

    /** What the line leaves out. */
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d ledger lines and %,d records compared in %.1f s; outboxes, inboxes and Kafka for orders since %s",
                ledgerLines,
                kafkaRecords,
                seconds,
                comparedSince));
        lines.add("money: " + dollars(cents.authorized()) + " authorised − " + dollars(cents.voided()) + " voided = "
                + dollars(cents.confirmed()) + " confirmed + " + dollars(cents.pending()) + " on its way");
        if (settling > 0) {
            lines.add(settling + " ended orders wait for a release, a void or a publication; --wait waits with them");
        }
        if (overdue + misordered + unfounded > 0) {
            lines.add("overdue=" + overdue + " misordered=" + misordered + " unfounded=" + unfounded);
        }
        if (strays != null && strays > 0) {
            lines.add(strays + " records in dead-letter topics are no letters of a stage; they end no order");
        }
        findings.forEach(finding -> lines.add(finding.line()));
        return lines;
    }

    private static String dollars(long cents) {
        return String.format(Locale.ROOT, "%,.2f", cents / 100.0);
    }
}
