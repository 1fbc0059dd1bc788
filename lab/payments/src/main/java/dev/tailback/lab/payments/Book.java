package dev.tailback.lab.payments;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Every order that this provider has heard of, in columns of primitives: 40 bytes an order and at most 32 more for the
 * two indexes. So the {@link #MOST} orders take about 60 MB of a heap of 128, which leaves room for growing the indexes,
 * for requests and for spans. Not safe for use by many threads: {@link Payments} guards it.
 */
final class Book {
    static final int MOST = 1_100_000;

    /** The order of the ids' text, which is not that of {@link UUID#compareTo}: that one takes halves as signed. */
    static final Comparator<UUID> BY_TEXT = (one, other) -> {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int STATUS = 0b11;
    private static final int AUTHORIZED = 0b100;
    private static final int HAS_AMOUNT = 0b1000;
    private static final int CURRENCY_SHIFT = 8;

    private final int most;
    private final long[][] highs;
    private final long[][] lows;
    private final long[][] cents;
    private final long[][] keys;
    private final int[][] bodies;
    private final int[][] marks;
    private final Index byOrder = new Index(row -> hash(id(row)));
    private final Index byKey = new Index(this::key);
    private int size;

    Book(int most) {
        this.most = most;
        int chunks = (most + CHUNK - 1) / CHUNK;
        highs = new long[chunks][];
        lows = new long[chunks][];
        cents = new long[chunks][];
        keys = new long[chunks][];
        bodies = new int[chunks][];
        marks = new int[chunks][];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == most;
    }

    int rowOf(UUID order) {
        return byOrder.find(hash(order), row -> id(row).equals(order));
    }

    int rowOfKey(long key) {
        return byKey.find(key, row -> key(row) == key);
    }

    boolean holds(int row, Asked asked) {
        return id(row).equals(asked.order()) && bodies[row >> CHUNK_BITS][row & CHUNK - 1] == asked.body();
    }

    Status status(int row) {
        return Status.values()[mark(row) & STATUS];
    }

    void add(Asked asked, Status status) {
        int row = newRow(asked.order());
        cents[row >> CHUNK_BITS][row & CHUNK - 1] = asked.amount().cents();
        keys[row >> CHUNK_BITS][row & CHUNK - 1] = asked.key();
        bodies[row >> CHUNK_BITS][row & CHUNK - 1] = asked.body();
        mark(
                row,
                status.ordinal()
                        | (status == Status.APPROVED ? AUTHORIZED : 0)
                        | HAS_AMOUNT
                        | asked.amount().currencyCode() << CURRENCY_SHIFT);
        byOrder.add(row);
        byKey.add(row);
    }

    /** An order that was never asked for is remembered too, so that whoever asks too late gets no money. */
    void markVoided(UUID order) {
        int row = rowOf(order);
        if (row == Index.NOT_FOUND) {
            row = newRow(order);
            mark(row, Status.VOIDED.ordinal());
            byOrder.add(row);
        } else {
            mark(row, mark(row) & ~STATUS | Status.VOIDED.ordinal());
        }
    }

    Optional<Authorization> find(UUID order) {
        int row = rowOf(order);
        return row == Index.NOT_FOUND ? Optional.empty() : Optional.of(authorization(row));
    }

    /** The next in order of id; one look at every row, a few milliseconds, costs less than keeping them sorted. */
    List<Authorization> page(Optional<UUID> after, int limit) {
        PriorityQueue<UUID> smallest = new PriorityQueue<>(BY_TEXT.reversed());
        for (int row = 0; row < size; row++) {
            UUID id = id(row);
            boolean isAfter = after.isEmpty() || BY_TEXT.compare(id, after.get()) > 0;
            if (isAfter && (smallest.size() < limit || BY_TEXT.compare(id, smallest.element()) < 0)) {
                smallest.add(id);
                if (smallest.size() > limit) {
                    smallest.remove();
                }
            }
        }
        UUID[] ids = smallest.toArray(UUID[]::new);
        Arrays.sort(ids, BY_TEXT);
        return Arrays.stream(ids).map(id -> authorization(rowOf(id))).toList();
    }

    /** So many from that row on, in the order in which they came; a row stays where it is. */
    List<Authorization> rows(int from, int most) {
        return IntStream.range(from, Math.min(size, from + most))
                .mapToObj(this::authorization)
                .toList();
    }

    private Authorization authorization(int row) {
        int mark = mark(row);
        Amount amount = (mark & HAS_AMOUNT) == 0
                ? null
                : new Amount(cents[row >> CHUNK_BITS][row & CHUNK - 1], Amount.currencyOf(mark >> CURRENCY_SHIFT));
        return new Authorization(id(row), status(row), amount, (mark & AUTHORIZED) != 0);
    }

    private int newRow(UUID order) {
        if (isFull()) {
            throw new IllegalStateException("the book has no room for order " + order + ": it holds " + most);
        }
        int row = size++;
        if ((row & CHUNK - 1) == 0) {
            addChunk(row >> CHUNK_BITS);
        }
        highs[row >> CHUNK_BITS][row & CHUNK - 1] = order.getMostSignificantBits();
        lows[row >> CHUNK_BITS][row & CHUNK - 1] = order.getLeastSignificantBits();
        return row;
    }

    private void addChunk(int chunk) {
        highs[chunk] = new long[CHUNK];
        lows[chunk] = new long[CHUNK];
        cents[chunk] = new long[CHUNK];
        keys[chunk] = new long[CHUNK];
        bodies[chunk] = new int[CHUNK];
        marks[chunk] = new int[CHUNK];
    }

    private UUID id(int row) {
        return new UUID(highs[row >> CHUNK_BITS][row & CHUNK - 1], lows[row >> CHUNK_BITS][row & CHUNK - 1]);
    }

    private long key(int row) {
        return keys[row >> CHUNK_BITS][row & CHUNK - 1];
    }

    private int mark(int row) {
        return marks[row >> CHUNK_BITS][row & CHUNK - 1];
    }

    private void mark(int row, int mark) {
        marks[row >> CHUNK_BITS][row & CHUNK - 1] = mark;
    }

    private static long hash(UUID order) {
        return order.getMostSignificantBits() * 31 ^ order.getLeastSignificantBits();
    }
}
