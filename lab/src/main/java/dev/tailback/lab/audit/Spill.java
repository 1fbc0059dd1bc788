package dev.tailback.lab.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Facts about ids that come in any order, brought together by id in bounded memory: each is added to one of
 * {@value #PARTS} parts, chosen by the id, whose full buffers are appended to one file. A part is small enough to be
 * sorted in memory; within an id, facts keep the order in which they were added.
 *
 * <p>A fact is {@value #WIDTH} longs: the two halves of the id and four that its writer and its reader agree upon. Of
 * a million orders there are some 20 million; a part then takes 2 MB. {@value #MOST_IN_PART} facts are the most that a
 * part may have: about 8 million orders, or one id with as many facts.
 */
final class Spill implements AutoCloseable {
    static final int WIDTH = 6;

    private static final int PARTS = 512;
    private static final int BLOCK_FACTS = 128;
    private static final int BLOCK_BYTES = BLOCK_FACTS * WIDTH * Long.BYTES;
    private static final int MOST_IN_PART = 400_000;
    private static final int INDEX_BITS = 20;

    /** All facts about one id. */
    interface Group {
        /** @param facts where they stand, {@value #WIDTH} longs each; only valid during the call */
        void of(long high, long low, long[] facts, int[] starts, int count) throws IOException;
    }

    private final FileChannel file;
    private final ByteBuffer[] buffers = new ByteBuffer[PARTS];
    private final List<long[]> blocks = new ArrayList<>();
    private final int[] blockCounts = new int[PARTS];
    private final ReentrantLock adding = new ReentrantLock();
    private long end;
    private long size;

    /** Its file has no name any more once it is open: nothing stays behind, however this process ends. */
    Spill(Path folder, String name) throws IOException {
        file = FileChannel.open(
                Files.createTempFile(folder, "tailback-audit-" + name, null),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        for (int part = 0; part < PARTS; part++) {
            buffers[part] = ByteBuffer.allocate(BLOCK_BYTES);
            blocks.add(new long[4]);
        }
    }

    void add(long high, long low, long first, long second, long third, long fourth) throws IOException {
        adding.lock();
        try {
            int part = (int) (mixed(high, low) >>> Long.SIZE - 9);
            ByteBuffer buffer = buffers[part];
            if (!buffer.hasRemaining()) {
                writeBlock(part, buffer);
            }
            buffer.putLong(high).putLong(low);
            buffer.putLong(first).putLong(second).putLong(third).putLong(fourth);
            size++;
        } finally {
            adding.unlock();
        }
    }

    private void writeBlock(int part, ByteBuffer buffer) throws IOException {
        int count = blockCounts[part]++;
        if (count == blocks.get(part).length) {
            blocks.set(part, Arrays.copyOf(blocks.get(part), count * 2));
        }
        blocks.get(part)[count] = end;
        buffer.flip();
        while (buffer.hasRemaining()) {
            end += file.write(buffer, end);
        }
        buffer.clear();
    }

    long size() {
        return size;
    }

    /** Hands over every id once, in an order that means nothing. May be called again after more was added. */
    void forEach(Group reader) throws IOException {
        for (int part = 0; part < PARTS; part++) {
            long[] facts = load(part);
            if (facts.length > 0) {
                group(facts, reader);
            }
        }
    }

    private long[] load(int part) throws IOException {
        int inBuffer = buffers[part].position() / Long.BYTES;
        int written = blockCounts[part] * BLOCK_FACTS * WIDTH;
        if (blockCounts[part] > MOST_IN_PART / BLOCK_FACTS) {
            throw new TooMuchException("%,d facts are more than the audit sorts in its memory: %,d in one of %d parts"
                    .formatted(size, MOST_IN_PART, PARTS));
        }
        long[] facts = new long[written + inBuffer];
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        for (int number = 0; number < blockCounts[part]; number++) {
            block.clear();
            long from = blocks.get(part)[number];
            while (block.hasRemaining()) {
                if (file.read(block, from + block.position()) < 0) {
                    throw new IOException("the audit's temporary file is shorter than what was written to it");
                }
            }
            block.flip().asLongBuffer().get(facts, number * BLOCK_FACTS * WIDTH, BLOCK_FACTS * WIDTH);
        }
        buffers[part].duplicate().flip().asLongBuffer().get(facts, written, inBuffer);
        return facts;
    }

    /** Sorts by a hash of the id and, in the lowest bits, by place: equal ids are neighbours in the order they came. */
    private static void group(long[] facts, Group reader) throws IOException {
        int count = facts.length / WIDTH;
        long[] order = new long[count];
        for (int fact = 0; fact < count; fact++) {
            long hash = mixed(facts[fact * WIDTH], facts[fact * WIDTH + 1]);
            order[fact] = hash << 9 & -(1L << INDEX_BITS) | fact;
        }
        Arrays.sort(order);
        int[] starts = new int[16];
        int from = 0;
        while (from < count) {
            int to = from + 1;
            while (to < count && order[to] >>> INDEX_BITS == order[from] >>> INDEX_BITS) {
                to++;
            }
            if (starts.length < to - from) {
                starts = new int[Math.max(to - from, starts.length * 2)];
            }
            handOver(facts, order, from, to, starts, reader);
            from = to;
        }
    }

    /** Ids whose hashes are equal are almost always one id, but not always. */
    private static void handOver(long[] facts, long[] order, int from, int to, int[] starts, Group reader)
            throws IOException {
        int left = to - from;
        boolean[] done = left == 1 ? null : new boolean[left];
        for (int first = 0; left > 0; first++) {
            if (done != null && done[first]) {
                continue;
            }
            int start = start(order[from + first]);
            int found = 0;
            for (int next = first; next < to - from; next++) {
                int other = start(order[from + next]);
                if (facts[other] == facts[start] && facts[other + 1] == facts[start + 1]) {
                    starts[found++] = other;
                    if (done != null) {
                        done[next] = true;
                    }
                }
            }
            reader.of(facts[start], facts[start + 1], facts, starts, found);
            left -= found;
        }
    }

    private static int start(long ordered) {
        return (int) (ordered & (1L << INDEX_BITS) - 1) * WIDTH;
    }

    private static long mixed(long high, long low) {
        long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }

    /** The file goes with it. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** More than bounded memory can take. */
    static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1;

        TooMuchException(String sentence) {
            super(sentence);
        }
    }
}
