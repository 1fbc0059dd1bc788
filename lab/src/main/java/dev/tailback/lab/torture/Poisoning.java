package dev.tailback.lab.torture;

import dev.tailback.lab.mishaps.LargeRecords;
import dev.tailback.lab.mishaps.PoisonCarts;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Poisoned carts for a while, and in every topic records as large as it takes; which, is compared with the dead letters
 * afterwards.
 */
record Poisoning(Set<String> sent) implements Disturbance {
    private static final Duration APART = Duration.ofMillis(700);
    private static final Duration LARGE_APART = Duration.ofMillis(900);

    Poisoning() {
        this(ConcurrentHashMap.newKeySet());
    }

    @Override
    public String text() {
        return "carts that nobody can read, and too large records in every topic";
    }

    @Override
    public String run(Arena arena, Duration span) throws Exception {
        long end = System.nanoTime() + span.toNanos();
        BooleanSupplier goesOn = () -> System.nanoTime() < end;
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> large = beside.submit(() -> {
                new LargeRecords(arena.kafka(), LARGE_APART, sent::add).run(goesOn);
                return null;
            });
            new PoisonCarts(arena.kafka(), APART, order -> sent.add(order.toString())).run(goesOn);
            large.get();
        }
        return sent.size() + " of them";
    }
}
