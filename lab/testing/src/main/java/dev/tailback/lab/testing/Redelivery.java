package dev.tailback.lab.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A delivery at its worst: everything comes two to five times, in any order. The same seed makes the same delivery. */
public final class Redelivery {
    private static final int LEAST = 2;
    private static final int MOST = 5;

    private final Random random;

    public Redelivery(long seed) {
        this.random = new Random(seed);
    }

    public <T> List<T> of(Collection<? extends T> all) {
        List<T> delivered = new ArrayList<>();
        for (T each : all) {
            delivered.addAll(Collections.nCopies(random.nextInt(LEAST, MOST + 1), each));
        }
        Collections.shuffle(delivered, random);
        return delivered;
    }
}
