package dev.tailback.lab.torture;

import dev.tailback.lab.mishaps.PoisonCarts;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Poisoned carts for a while; which, is compared with the dead letters afterwards. */
record Poisoning(Set<String> sent) implements Disturbance {
    private static final Duration APART = Duration.ofMillis(700);

    Poisoning() {
        this(ConcurrentHashMap.newKeySet());
    }

    @Override
    public String text() {
        return "carts that nobody can read";
    }

    @Override
    public String run(Arena arena, Duration span) throws InterruptedException {
        long end = System.nanoTime() + span.toNanos();
        new PoisonCarts(arena.kafka(), APART, order -> sent.add(order.toString())).run(() -> System.nanoTime() < end);
        return sent.size() + " of them";
    }
}
