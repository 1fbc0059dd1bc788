package dev.tailback.lab.payments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes money once per order and gives it back for good. Nothing is answered before it is on the disk. */
final class Payments implements AutoCloseable {
    static final String VOIDED = "voided";
    static final String INSUFFICIENT_FUNDS = "insufficient_funds";

    /** Whether the money is there, and if not, why. */
    record Decision(UUID order, Status status, @Nullable String reason) {
        private static Decision of(UUID order, Status stored) {
            return switch (stored) {
                case APPROVED -> new Decision(order, Status.APPROVED, null);
                case DECLINED -> new Decision(order, Status.DECLINED, INSUFFICIENT_FUNDS);
                case VOIDED -> new Decision(order, Status.DECLINED, VOIDED);
            };
        }
    }

    /** Since the journal began, except for replays, which are not written down. */
    record Counts(int orders, int mostOrders, long authorizations, long declines, long voids, long replays) {}

    private final Book book;
    private final int most;
    private final Journal journal;
    private long authorizations;
    private long declines;
    private long voids;
    private long replays;

    Payments(Path journal, int most) throws IOException {
        this.most = most;
        this.book = new Book(most);
        this.journal = Journal.open(journal, this::apply);
    }

    /**
     * The first answer, however often the same is asked; after a void it is a no, also to whoever was approved before:
     * else an answer that was lost and asked for again would tell of money that was given back.
     */
    Decision authorize(Asked asked, boolean approve) throws InterruptedException {
        return Decision.of(asked.order(), onDisk(() -> decide(asked, approve)));
    }

    private Status decide(Asked asked, boolean approve) {
        Status status = known(asked);
        if (status == null) {
            demandRoom();
            status = approve ? Status.APPROVED : Status.DECLINED;
            write(Entry.decided(asked, status));
        }
        return status;
    }

    private @Nullable Status known(Asked asked) {
        int row = book.rowOfKey(asked.key());
        if (row != Index.NOT_FOUND) {
            if (!book.holds(row, asked)) {
                throw Refused.of(422, "this Idempotency-Key was used with another body: a new request needs a new key");
            }
            replays++;
            return book.status(row);
        }
        row = book.rowOf(asked.order());
        if (row == Index.NOT_FOUND) {
            return null;
        }
        if (book.status(row) == Status.VOIDED) {
            return Status.VOIDED;
        }
        throw Refused.of(
                409,
                "order " + asked.order() + " is " + book.status(row).word()
                        + " under another Idempotency-Key; an order is paid once");
    }

    void voidPayment(UUID order) throws InterruptedException {
        onDisk(() -> markVoided(order));
    }

    private Status markVoided(UUID order) {
        int row = book.rowOf(order);
        if (row == Index.NOT_FOUND) {
            demandRoom();
        }
        if (row == Index.NOT_FOUND || book.status(row) != Status.VOIDED) {
            write(Entry.voided(order));
        } else {
            replays++;
        }
        return Status.VOIDED;
    }

    private void demandRoom() {
        if (book.isFull()) {
            throw Refused.of(
                    507,
                    "the provider remembers " + most + " orders, which is all that fits: it takes no new one until its"
                            + " journal is set aside");
        }
    }

    private void write(Entry entry) {
        journal.append(entry);
        apply(entry);
    }

    private void apply(Entry entry) {
        if (entry.asked() == null) {
            book.markVoided(entry.order());
            voids++;
            return;
        }
        book.add(entry.asked(), entry.status());
        if (entry.status() == Status.APPROVED) {
            authorizations++;
        } else {
            declines++;
        }
    }

    Optional<Authorization> find(UUID order) throws InterruptedException {
        return onDisk(() -> book.find(order));
    }

    List<Authorization> page(Optional<UUID> after, int limit) throws InterruptedException {
        return onDisk(() -> book.page(after, limit));
    }

    List<Authorization> rows(int from, int most) throws InterruptedException {
        return onDisk(() -> book.rows(from, most));
    }

    Counts counts() throws InterruptedException {
        return onDisk(() -> new Counts(book.size(), most, authorizations, declines, voids, replays));
    }

    /** Comes back when all that was known by then is on the disk: a crash must not take back what was told. */
    private <T> T onDisk(Supplier<T> work) throws InterruptedException {
        try {
            synchronized (this) {
                return work.get();
            }
        } finally {
            // A refusal tells of what is known, too.
            journal.awaitForced(journal.position());
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
