package dev.tailback.relay;

import dev.tailback.relay.slot.Slot;
import dev.tailback.relay.slot.SlotState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the slot and at the backlog again and again, so that whoever asks how they are never waits for a database. */
final class Watch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Counting more than that would cost more than the number is worth. */
    static final int LARGEST_BACKLOG = 100_000;

    /**
     * What was seen last.
     *
     * @param slot null when there is none
     * @param waiting rows that are not published, about: those of transactions newer than the newest published one;
     *     null where nobody here publishes
     */
    record Seen(@Nullable SlotState slot, @Nullable Waiting waiting) {
        @Nullable
        Long backlog() {
            return waiting == null ? null : waiting.rows();
        }
    }

    private final RelaySettings settings;
    private final AtomicReference<@Nullable Term> term;
    private final AtomicReference<@Nullable Seen> seen = new AtomicReference<>();
    private final Thread thread;
    private boolean warned;

    Watch(RelaySettings settings, AtomicReference<@Nullable Term> term) {
        this.settings = settings;
        this.term = term;
        this.thread = Thread.ofPlatform().daemon().name("slot-watch").start(this::run);
    }

    /** Null when the database did not answer. */
    @Nullable
    Seen seen() {
        return seen.get();
    }

    private void run() {
        try {
            while (true) {
                lookUntilItFails();
                seen.set(null);
                TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookUntilItFails() throws InterruptedException {
        try (Connection database = settings.connect(PATIENCE)) {
            while (true) {
                Optional<SlotState> slot = Slot.state(database);
                seen.set(new Seen(slot.orElse(null), waiting(database)));
                slot.ifPresent(this::warn);
                TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
            }
        } catch (SQLException away) {
            log.debug("the slot was not looked at: {}", away.toString());
        } catch (RuntimeException unexpected) {
            // A thread that ended would leave what it saw last for ever.
            log.warn("the slot was not looked at", unexpected);
        }
    }

    private @Nullable Waiting waiting(Connection database) throws SQLException {
        Term current = term.get();
        return current == null ? null : new Outboxes(database).newerThan(current.newestTransaction(), LARGEST_BACKLOG);
    }

    /** Once, and again only after the danger was over. */
    private void warn(SlotState slot) {
        boolean danger = slot.isInDanger(settings.walWarning());
        if (danger && !warned) {
            log.warn(
                    "the replication slot {} is {} and retains {} MB of WAL (warning from {} MB on); it becomes lost when the server's max_slot_wal_keep_size is reached: see that a relay leads and that Kafka takes records",
                    Slot.NAME,
                    slot.walStatus(),
                    slot.retainedBytes() >> 20,
                    settings.walWarning() >> 20);
        } else if (!danger && warned) {
            log.info("the replication slot {} is out of danger", Slot.NAME);
        }
        warned = danger;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
