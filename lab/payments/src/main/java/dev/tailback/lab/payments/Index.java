package dev.tailback.lab.payments;

import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/** Finds rows by a hash: open addressing over ints, at most half full. */
final class Index {
    static final int NOT_FOUND = -1;

    private final IntToLongFunction hashOfRow;
    private int[] cells = new int[1 << 10];
    private int count;

    Index(IntToLongFunction hashOfRow) {
        this.hashOfRow = hashOfRow;
    }

    int find(long hash, IntPredicate isWanted) {
        for (int cell = start(hash, cells.length); cells[cell] != 0; cell = cell + 1 & cells.length - 1) {
            if (isWanted.test(cells[cell] - 1)) {
                return cells[cell] - 1;
            }
        }
        return NOT_FOUND;
    }

    void add(int row) {
        if (++count > cells.length / 2) {
            grow();
        }
        put(cells, row);
    }

    private void grow() {
        int[] larger = new int[cells.length * 2];
        for (int held : cells) {
            if (held != 0) {
                put(larger, held - 1);
            }
        }
        cells = larger;
    }

    private void put(int[] into, int row) {
        int cell = start(hashOfRow.applyAsLong(row), into.length);
        while (into[cell] != 0) {
            cell = cell + 1 & into.length - 1;
        }
        into[cell] = row + 1;
    }

    private static int start(long hash, int length) {
        long mixed = hash * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32) & length - 1;
    }
}
