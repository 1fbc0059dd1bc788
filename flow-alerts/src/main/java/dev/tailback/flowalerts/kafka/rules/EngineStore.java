package dev.tailback.flowalerts.kafka.rules;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The state of an engine in a store whose changes are a topic: a checkpoint in pieces, and every batch since. Kafka commits
 * both with the offsets of what was read and with what was told, so that who takes over stands exactly where the one before
 * stood: it reads the checkpoint and takes the batches again.
 *
 * <p>A checkpoint at each commit would write all state several times a second; a batch is a few hundred bytes.
 */
final class EngineStore {
    static final int VERSION = 1;

    private static final byte ABOUT = 0;
    private static final byte PIECE = 1;
    private static final byte BATCH = 2;

    /** Below the largest record that a broker takes unless it is told otherwise. */
    private static final int LARGEST_PIECE = 500_000;

    private static final int MOST_BATCHES = 4_000;
    private static final long MOST_BYTES = 2_000_000;

    private final KeyValueStore<Bytes, byte[]> store;
    private int pieces;
    private long next;
    private long first;
    private long bytes;

    EngineStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** @param checkpoint empty before the first */
    record Kept(byte[] checkpoint, List<byte[]> batches) {}

    /**
     * What there is; empty where nothing is yet.
     *
     * @throws IllegalArgumentException when it is of another version or not whole
     */
    Optional<Kept> read() {
        byte[] about = store.get(key(ABOUT, 0));
        if (about == null) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(about);
        int version = in.getInt();
        if (version != VERSION) {
            throw new IllegalArgumentException("state of version %d; allowed: %d".formatted(version, VERSION));
        }
        pieces = in.getInt();
        first = in.getLong();
        ByteArrayOutputStream checkpoint = new ByteArrayOutputStream();
        for (int piece = 0; piece < pieces; piece++) {
            byte[] part = store.get(key(PIECE, piece));
            if (part == null) {
                throw new IllegalArgumentException(
                        "piece %d of %d is missing; allowed: all".formatted(piece + 1, pieces));
            }
            checkpoint.writeBytes(part);
        }
        List<byte[]> batches = new ArrayList<>();
        next = first;
        for (byte[] batch = store.get(key(BATCH, next)); batch != null; batch = store.get(key(BATCH, next))) {
            batches.add(batch);
            bytes += batch.length;
            next++;
        }
        return Optional.of(new Kept(checkpoint.toByteArray(), batches));
    }

    /** Keeps a batch that was taken. */
    void keep(byte[] batch) {
        store.put(key(BATCH, next++), batch);
        bytes += batch.length;
    }

    boolean wantsCheckpoint() {
        return next - first >= MOST_BATCHES || bytes >= MOST_BYTES;
    }

    /** In place of all before. */
    void keepCheckpoint(byte[] checkpoint) {
        int before = pieces;
        pieces = 0;
        for (int from = 0; from < checkpoint.length; from += LARGEST_PIECE) {
            store.put(
                    key(PIECE, pieces++),
                    Arrays.copyOfRange(checkpoint, from, Math.min(checkpoint.length, from + LARGEST_PIECE)));
        }
        for (int gone = pieces; gone < before; gone++) {
            store.delete(key(PIECE, gone));
        }
        for (long gone = first; gone < next; gone++) {
            store.delete(key(BATCH, gone));
        }
        first = next;
        bytes = 0;
        store.put(
                key(ABOUT, 0),
                ByteBuffer.allocate(Integer.BYTES + Integer.BYTES + Long.BYTES)
                        .putInt(VERSION)
                        .putInt(pieces)
                        .putLong(first)
                        .array());
    }

    /** Of another version or broken: nothing of it is of use. */
    void clear() {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                keys.add(entry.key);
            }
        }
        keys.forEach(store::delete);
        pieces = 0;
        first = 0;
        next = 0;
        bytes = 0;
    }

    private static Bytes key(byte kind, long number) {
        return Bytes.wrap(
                ByteBuffer.allocate(1 + Long.BYTES).put(kind).putLong(number).array());
    }
}
