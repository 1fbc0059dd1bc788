package dev.tailback.flowalerts.store.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be done about the table beside writing and reading: its schema, the coming days' partitions, the end of the
 * old ones, and the cap on the disk. Does nothing as long as nothing is to be done, and then as the admin.
 */
public final class Upkeep {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    // Moving the traces of failures out of a large day takes its time, and nobody waits for it.
    private static final Duration LONGEST_WORK = Duration.ofMinutes(10);

    private final Connections connections;
    private final Partitions partitions;
    private final Retention retention;
    private final long maxBytes;
    private final Clock clock;
    private boolean isMigrated;
    private volatile boolean isFull;
    private volatile long bytes;

    public Upkeep(Connections connections, Partitions partitions, StoreSettings settings, Clock clock) {
        this.connections = connections;
        this.partitions = partitions;
        this.retention = settings.retention();
        this.maxBytes = settings.maxBytes();
        this.clock = clock;
    }

    /** Makes sure that spans of today can be written: the schema, once, and the partitions. */
    public synchronized void prepare() throws SQLException {
        List<Partition> ahead = Retention.ahead(today());
        if (isMigrated && partitions.present().containsAll(ahead)) {
            return;
        }
        try (Connection admin = connections.admin()) {
            if (!isMigrated) {
                new Migrations(admin).to(Migrations.latest());
                isMigrated = true;
            }
            partitions.make(admin, ahead);
        }
    }

    /** Whether such a span is still, or already, to be kept. */
    public boolean covers(Partition partition) {
        return retention.covers(partition, today());
    }

    /** For spans of the past, which come when somebody imports them. */
    public synchronized void make(Collection<Partition> wanted) throws SQLException {
        try (Connection admin = connections.admin()) {
            partitions.make(admin, wanted);
        }
    }

    /** One look after everything. */
    public synchronized void look() throws SQLException {
        prepare();
        Map<Partition, Long> sizes = sizes();
        List<Partition> over = partitions.present().stream()
                .filter(partition -> retention.isOver(partition, today()))
                .sorted(Comparator.comparing(Partition::day))
                .toList();
        if (!over.isEmpty()) {
            drop(over, "their time is over");
            sizes = sizes();
        }
        DiskCap cap = DiskCap.of(sizes, maxBytes, today());
        if (!cap.toDrop().isEmpty()) {
            drop(cap.toDrop(), "spans take more than " + maxBytes + " bytes");
            sizes = sizes();
        }
        bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
        sayWhenFull(cap.isFull());
        isFull = cap.isFull();
    }

    private Map<Partition, Long> sizes() throws SQLException {
        try (Connection reader = connections.reader()) {
            return partitions.sizes(reader);
        }
    }

    private void drop(Collection<Partition> dropped, String reason) throws SQLException {
        try (Connection admin = connections.admin(LONGEST_WORK)) {
            for (Partition partition : dropped) {
                partitions.drop(admin, partition);
                log.info("dropped {}: {}", partition.name(), reason);
            }
        }
    }

    private void sayWhenFull(boolean now) {
        if (now && !isFull) {
            log.warn(
                    "spans of today take more than the {} bytes allowed: none is written until there is room",
                    maxBytes);
        }
    }

    public boolean isFull() {
        return isFull;
    }

    /** Of tables and indexes, when they were last looked at. */
    public long bytes() {
        return bytes;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
