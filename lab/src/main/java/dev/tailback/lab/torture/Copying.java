package dev.tailback.lab.torture;

import dev.tailback.lab.mishaps.Redelivery;
import java.time.Duration;

/** Every event is delivered two to five times for a while. */
record Copying(long seed) implements Disturbance {
    private static final int MOST_COPIES = 4;

    @Override
    public String text() {
        return "every event 2 to 5 times, shuffled";
    }

    @Override
    public String run(Arena arena, Duration span) {
        long end = System.nanoTime() + span.toNanos();
        Redelivery redelivery = new Redelivery(arena.kafka(), MOST_COPIES, seed);
        redelivery.run(() -> System.nanoTime() < end);
        return redelivery.events() + " events got " + redelivery.copies() + " copies";
    }
}
