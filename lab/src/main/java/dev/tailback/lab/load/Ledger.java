package dev.tailback.lab.load;

import dev.tailback.lab.shop.*;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The books of one load. Bounded by the load itself, which turns away what would be too much. */
final class Ledger {
    private static final int MOST_REASONS = 20;

    private record Awaited(Instant intendedAt, Instant checkoutSentAt) {}

    /** In the order in which they were accepted, so that the longest waiting are asked for first. */
    private final Map<UUID, Awaited> awaited = new LinkedHashMap<>();

    private final Map<String, Integer> failures = new HashMap<>();
    private final List<Duration> fromCheckout = new ArrayList<>();
    private final List<Duration> fromIntendedStart = new ArrayList<>();
    private int sent;
    private int requesting;
    private int accepted;
    private int confirmed;
    private int rejected;
    private int failed;
    private int turnedAway;
    private @Nullable Instant firstConfirmedAt;
    private @Nullable UUID lastConfirmed;

    synchronized void sent() {
        sent++;
        requesting++;
    }

    synchronized void turnedAway() {
        turnedAway++;
    }

    synchronized int requesting() {
        return requesting;
    }

    synchronized void accepted(Receipt receipt, Instant intendedAt) {
        requesting--;
        accepted++;
        awaited.put(receipt.order(), new Awaited(intendedAt, receipt.checkoutSentAt()));
    }

    synchronized void notAccepted(String reason) {
        requesting--;
        fail(reason);
    }

    /** Those that wait for their end, from the one at the given place on. */
    synchronized List<UUID> awaited(int from, int most) {
        return awaited.keySet().stream().skip(from).limit(most).toList();
    }

    synchronized int awaitedCount() {
        return awaited.size();
    }

    synchronized void learn(Collection<OrderView> orders, Instant now) {
        orders.stream().filter(order -> !order.isOpen()).forEach(order -> end(order, now));
    }

    synchronized void giveUpOnTheRest(Duration patience) {
        awaited.keySet().forEach(order -> fail("did not end within " + patience.toSeconds() + " s"));
        awaited.clear();
    }

    private void end(OrderView order, Instant now) {
        Awaited entry = awaited.remove(order.id());
        if (entry == null) {
            return;
        }
        switch (order.state()) {
            case OrderView.CONFIRMED -> confirm(order, entry, order.endedAt() == null ? now : order.endedAt());
            case OrderView.REJECTED -> rejected++;
            default -> fail("order ended as " + order.state());
        }
    }

    private void confirm(OrderView order, Awaited entry, Instant at) {
        confirmed++;
        lastConfirmed = order.id();
        fromCheckout.add(Duration.between(entry.checkoutSentAt(), at));
        fromIntendedStart.add(Duration.between(entry.intendedAt(), at));
        if (firstConfirmedAt == null || at.isBefore(firstConfirmedAt)) {
            firstConfirmedAt = at;
        }
    }

    private void fail(String reason) {
        failed++;
        boolean isKnown = failures.containsKey(reason) || failures.size() < MOST_REASONS;
        failures.merge(isKnown ? reason : "other reasons", 1, Integer::sum);
    }

    synchronized Tally tally() {
        return new Tally(sent, accepted, confirmed, rejected, failed, turnedAway);
    }

    synchronized LoadReport report(Duration took) {
        return new LoadReport(
                tally(),
                took,
                percentiles(fromCheckout),
                percentiles(fromIntendedStart),
                Map.copyOf(failures),
                firstConfirmedAt,
                lastConfirmed);
    }

    private static Percentiles percentiles(List<Duration> durations) {
        return new Percentiles(durations.stream()
                .mapToDouble(duration -> duration.toNanos() / 1e6)
                .toArray());
    }
}
