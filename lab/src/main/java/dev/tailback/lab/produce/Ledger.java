package dev.tailback.lab.produce;

import dev.tailback.lab.arrivals.Punctuality;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Percentiles;
import dev.tailback.lab.shop.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The books of one load. Bounded by the load itself, which turns away what would be too much. */
final class Ledger implements Awaiting {
    private sealed interface Awaited {}

    private record Bought(Instant intendedAt, Instant checkoutSentAt) implements Awaited {}

    private record Poisonous() implements Awaited {}

    private final AwaitedOrders<Awaited> awaited = new AwaitedOrders<>();
    private final Reasons reasons = new Reasons();
    private final List<Duration> fromCheckout = new ArrayList<>();
    private final List<Duration> fromIntendedStart = new ArrayList<>();
    private int underWay;
    private int sent;
    private int accepted;
    private int confirmed;
    private int rejected;
    private int failed;
    private int turnedAway;
    private int poisonSent;
    private int poisonEnded;
    private int repeatedOrders;
    private int repeatedTimes;
    private int repetitionsRefused;
    private @Nullable Instant firstConfirmedAt;
    private @Nullable UUID lastConfirmed;

    synchronized void turnedAway() {
        turnedAway++;
    }

    synchronized int underWay() {
        return underWay;
    }

    synchronized void sent(boolean isToBeRepeated) {
        sent++;
        underWay++;
        repeatedOrders += isToBeRepeated ? 1 : 0;
    }

    synchronized void accepted(Receipt receipt, Instant intendedAt) {
        underWay--;
        accepted++;
        awaited.add(receipt.order(), new Bought(intendedAt, receipt.checkoutSentAt()));
    }

    synchronized void notAccepted(String reason) {
        underWay--;
        fail(reason);
    }

    synchronized void repeating() {
        underWay++;
    }

    synchronized void repeated() {
        underWay--;
        repeatedTimes++;
    }

    synchronized void notRepeated(String reason) {
        underWay--;
        repetitionsRefused++;
        reasons.note(reason);
    }

    /** What was to be repeated had failed before it was sent. */
    synchronized void nothingToRepeat() {
        underWay--;
    }

    synchronized void poisoning() {
        poisonSent++;
        underWay++;
    }

    synchronized void poisoned(UUID order) {
        underWay--;
        awaited.add(order, new Poisonous());
    }

    synchronized void notPoisoned(String reason) {
        underWay--;
        reasons.note(reason);
    }

    @Override
    public synchronized List<UUID> toAskFor(int most) {
        return awaited.toAskFor(most);
    }

    @Override
    public synchronized int awaitedCount() {
        return awaited.count();
    }

    @Override
    public synchronized int learn(List<UUID> asked, Collection<OrderView> found, Instant now) {
        int before = awaited.count();
        found.stream().filter(order -> !order.isOpen()).forEach(order -> end(order, now));
        return before - awaited.count();
    }

    synchronized void giveUpOnTheRest(Duration patience) {
        for (Awaited entry : awaited.all()) {
            switch (entry) {
                case Bought bought -> fail("did not end within " + patience.toSeconds() + " s");
                case Poisonous poison -> reasons.note("poison did not end within " + patience.toSeconds() + " s");
            }
        }
        awaited.clear();
    }

    private void end(OrderView order, Instant now) {
        switch (awaited.remove(order.id())) {
            case null -> {}
            case Bought bought -> end(bought, order, now);
            case Poisonous poison -> endPoison(order);
        }
    }

    private void end(Bought bought, OrderView order, Instant now) {
        switch (order.state()) {
            case OrderView.CONFIRMED -> confirm(order, bought, order.endedAt() == null ? now : order.endedAt());
            case OrderView.REJECTED -> rejected++;
            default -> fail("order ended as " + order.state());
        }
    }

    private void endPoison(OrderView order) {
        if (order.state().equals(OrderView.FAILED)) {
            poisonEnded++;
        } else {
            reasons.note("poison ended as " + order.state());
        }
    }

    private void confirm(OrderView order, Bought bought, Instant at) {
        confirmed++;
        lastConfirmed = order.id();
        fromCheckout.add(Duration.between(bought.checkoutSentAt(), at));
        fromIntendedStart.add(Duration.between(bought.intendedAt(), at));
        if (firstConfirmedAt == null || at.isBefore(firstConfirmedAt)) {
            firstConfirmedAt = at;
        }
    }

    private void fail(String reason) {
        failed++;
        reasons.note(reason);
    }

    synchronized Tally tally() {
        return new Tally(
                sent,
                accepted,
                confirmed,
                rejected,
                failed,
                turnedAway,
                new Tally.Poisoned(poisonSent, poisonEnded),
                new Tally.Repeated(repeatedOrders, repeatedTimes, repetitionsRefused));
    }

    synchronized PurchaseReport report(Duration took, Punctuality.Summary punctuality) {
        return new PurchaseReport(
                tally(),
                took,
                percentiles(fromCheckout),
                percentiles(fromIntendedStart),
                punctuality,
                reasons.counts(),
                firstConfirmedAt,
                lastConfirmed);
    }

    private static Percentiles percentiles(List<Duration> durations) {
        return new Percentiles(durations.stream()
                .mapToDouble(duration -> duration.toNanos() / 1e6)
                .toArray());
    }
}
