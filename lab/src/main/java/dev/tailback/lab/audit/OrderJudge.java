package dev.tailback.lab.audit;

import dev.tailback.lab.audit.Told.Once;
import java.time.Instant;
import java.util.UUID;

/**
 * Decides what is wrong with an order, if anything, from what the sources say about it.
 *
 * <p>The sources were read one after the other while the shop ran. So each rule demands only what must be true of
 * sources read in that order: committed offsets and the ends of topics, then checkout, inventory, provider and catalog,
 * then Kafka. A cause that is read before its effect must have it; an effect that is read before its cause must have
 * one.
 */
final class OrderJudge {
    /** Takes the findings. */
    interface Hearing {
        /** @param details are only made into a sentence if somebody will read it */
        void wrong(Wrong wrong, Dossier order, Sentence details);
    }

    interface Sentence {
        String text();
    }

    private final Terms terms;
    private final Hearing hearing;
    private boolean dependsOnRelay;

    OrderJudge(Terms terms, Hearing hearing) {
        this.terms = terms;
        this.hearing = hearing;
    }

    /** Whether all is settled: nothing of it is on its way any more. */
    boolean judge(Dossier order) {
        boolean comparable = terms.isComparable(order.madeAt());
        boolean settled = isAtRest(order);
        request(order, comparable);
        ending(order, comparable);
        once(order);
        processed(order);
        if (comparable) {
            settled &= published(order);
            founded(order);
            sequence(order);
        }
        settled &= stock(order, comparable);
        settled &= money(order);
        shown(order);
        return settled;
    }

    /** Whether something that was told long ago is not in Kafka, and it is not known whether it has passed the relay. */
    boolean dependsOnRelay() {
        return dependsOnRelay;
    }

    private static boolean isAtRest(Dossier order) {
        return order.state.ended() && order.deadLettersRead == order.deadLetters;
    }

    private void request(Dossier order, boolean comparable) {
        if (order.submitted && comparable && !order.outbox.tells(Told.CART_SUBMITTED)) {
            wrong(
                    Wrong.LOST,
                    order,
                    () -> "catalog accepted it at " + Instant.ofEpochMilli(order.submittedAt)
                            + ", but its CartSubmitted is not in catalog's outbox");
        }
        if (order.state == State.UNKNOWN) {
            int cart = order.cartRead();
            // A cart that cannot be read becomes a dead letter before its offset is committed, and then an order.
            if (cart >= 0 && order.deadLettersRead == order.deadLetters) {
                wrong(
                        Wrong.LOST,
                        order,
                        () -> "checkout has read its cart at " + Place.text(order.records.places[cart])
                                + ", but there is no order");
            } else if (cart < 0 && order.deadLettersRead > 0) {
                wrong(Wrong.LOST, order, () -> "checkout has read its dead letter, but there is no order");
            }
        } else if (comparable && !order.wasRequested()) {
            wrong(
                    Wrong.UNFOUNDED,
                    order,
                    () -> "it is " + order.state.text() + ", but nobody asked for it: no cart, no dead letter");
        }
    }

    private void ending(Dossier order, boolean comparable) {
        if (order.state == State.UNKNOWN) {
            return;
        }
        if (!order.state.ended()) {
            if (order.patienceEnds < terms.overdueBefore()) {
                wrong(
                        Wrong.OVERDUE,
                        order,
                        () -> "it is still " + order.state.text() + ", though its patience ended at "
                                + Instant.ofEpochMilli(order.patienceEnds));
            }
            if (order.deadLettersRead > 0) {
                wrong(
                        Wrong.LOST,
                        order,
                        () -> "checkout has read its dead letter, but it is still " + order.state.text());
            }
        }
        if (!comparable) {
            return;
        }
        Told ending = order.state.ending();
        if (ending != null && !order.outbox.tells(ending)) {
            wrong(
                    Wrong.LOST,
                    order,
                    () -> "it is " + order.state.text() + ", but " + ending.event() + " is not in checkout's outbox");
        }
        // One that fails at birth, too late or by a dead letter, is never told as placed.
        if (order.state != State.FAILED && !order.outbox.tells(Told.ORDER_PLACED)) {
            wrong(
                    Wrong.LOST,
                    order,
                    () -> "it is " + order.state.text() + ", but OrderPlaced is not in checkout's outbox");
        }
    }

    /** Within one outbox: a second row of a kind is a second effect, however harmless its reader finds it. */
    private void once(Dossier order) {
        for (Once once : Once.ALL) {
            int count = once == Once.UNKNOWN ? 0 : order.outbox.count(once);
            if (count > 1) {
                wrong(Wrong.DUPLICATED, order, () -> "it is told " + count + " times: " + eventsOf(order, once));
            }
        }
    }

    private void processed(Dossier order) {
        if (order.swallowed > 0) {
            wrong(
                    Wrong.LOST,
                    order,
                    () -> order.swallowedBy.group() + " has read " + Place.text(order.swallowedAt)
                            + " and never processed it: it is neither in its inbox nor a dead letter"
                            + (order.swallowed > 1 ? "; and " + (order.swallowed - 1) + " more" : ""));
        }
    }

    private static String eventsOf(Dossier order, Once once) {
        StringBuilder events = new StringBuilder();
        for (int row = 0; row < order.outbox.count; row++) {
            if (order.outbox.told[row].once() == once) {
                events.append(events.isEmpty() ? "" : ", ")
                        .append(order.outbox.told[row].event())
                        .append(' ')
                        .append(new UUID(order.outbox.idHighs[row], order.outbox.idLows[row]));
            }
        }
        return events.toString();
    }

    /** Whether all that the outboxes tell of it is in Kafka. */
    private boolean published(Dossier order) {
        boolean all = true;
        for (int row = 0; row < order.outbox.count; row++) {
            long idHigh = order.outbox.idHighs[row];
            long idLow = order.outbox.idLows[row];
            if (order.records.holds(idHigh, idLow)) {
                continue;
            }
            all = false;
            if (Ids.millis(idHigh) >= terms.lostBefore()) {
                continue;
            }
            if (terms.relayHasPassed()) {
                Told told = order.outbox.told[row];
                wrong(
                        Wrong.LOST,
                        order,
                        () -> told.event() + " " + new UUID(idHigh, idLow)
                                + " is in the outbox and has passed the relay, but is not in Kafka");
            } else {
                dependsOnRelay = true;
            }
        }
        return all;
    }

    /** What was in Kafka before the ledgers were read was in an outbox before that. */
    private void founded(Dossier order) {
        for (int row = 0; row < order.records.count; row++) {
            int marks = order.records.marks[row];
            if (Marks.has(marks, Marks.FROM_OUTSIDE) || !Marks.has(marks, Marks.EARLY)) {
                continue;
            }
            int told = order.outbox.indexOf(order.records.idHighs[row], order.records.idLows[row]);
            if (told < 0) {
                int at = row;
                wrong(
                        Wrong.UNFOUNDED,
                        order,
                        () -> order.records.told[at].event() + " at " + Place.text(order.records.places[at])
                                + " is not in " + Marks.sender(marks).group() + "'s outbox");
            }
        }
    }

    /**
     * Within a topic, events come first in the order in which they happened. To the millisecond: ids of one millisecond
     * have no order.
     */
    private void sequence(Dossier order) {
        long[] latest = new long[3];
        for (int row = 0; row < order.records.count; row++) {
            int marks = order.records.marks[row];
            long idHigh = order.records.idHighs[row];
            if (Marks.has(marks, Marks.FROM_OUTSIDE)
                    || Marks.has(marks, Marks.RECONCILED)
                    || order.records.indexOf(idHigh, order.records.idLows[row]) < row) {
                continue;
            }
            int topic = Place.topic(order.records.places[row]);
            if (Ids.millis(idHigh) < latest[topic]) {
                int at = row;
                wrong(
                        Wrong.MISORDERED,
                        order,
                        () -> order.records.told[at].event() + " at " + Place.text(order.records.places[at])
                                + " comes after what happened later");
            }
            latest[topic] = Math.max(latest[topic], Ids.millis(idHigh));
        }
    }

    /** Whether nothing of it waits to be put back. */
    private boolean stock(Dossier order, boolean comparable) {
        if (comparable) {
            boolean told = order.outbox.tells(Told.STOCK_RESERVED);
            boolean released = order.outbox.tells(Told.STOCK_RELEASED);
            if (order.holdsStock && !told) {
                wrong(
                        Wrong.LOST,
                        order,
                        () -> order.unitsHeld + " units are set aside, but StockReserved is not in inventory's outbox");
            }
            if (!order.holdsStock && told && !released) {
                wrong(
                        Wrong.STOCK,
                        order,
                        () -> "StockReserved was told and StockReleased was not, but nothing is set aside");
            }
        }
        return switch (order.state) {
            case UNKNOWN, PLACED, RESERVED -> {
                if (order.holdsStock && comparable && order.state == State.UNKNOWN && !wasPlaced(order)) {
                    wrong(
                            Wrong.UNFOUNDED,
                            order,
                            () -> order.unitsHeld + " units are set aside for it, but nobody placed it");
                }
                yield true;
            }
            case CONFIRMED -> {
                if (!order.holdsStock) {
                    wrong(Wrong.STOCK, order, () -> "it is confirmed, but nothing is set aside for it");
                }
                yield true;
            }
            case REJECTED -> {
                if (order.holdsStock) {
                    wrong(Wrong.STOCK, order, () -> "it is rejected, but holds " + order.unitsHeld + " units");
                }
                yield true;
            }
            case CANCELLED, FAILED -> isReleased(order);
        };
    }

    private boolean isReleased(Dossier order) {
        if (!order.holdsStock) {
            return true;
        }
        int ending = order.endingReadByInventory();
        if (ending < 0) {
            return false;
        }
        wrong(
                Wrong.STOCK,
                order,
                () -> "it is " + order.state.text() + " and inventory has read so at "
                        + Place.text(order.records.places[ending]) + ", but it still holds " + order.unitsHeld
                        + " units");
        return true;
    }

    private static boolean wasPlaced(Dossier order) {
        return order.records.tells(Told.ORDER_PLACED);
    }

    /** Whether nothing waits to be voided. */
    private boolean money(Dossier order) {
        boolean taken = order.payment == Payment.APPROVED;
        return switch (order.state) {
            case UNKNOWN -> {
                if (taken && !order.wasRequested() && terms.isComparable(order.madeAt())) {
                    wrong(Wrong.MONEY, order, () -> order.paidCents + " cents were taken, but nobody asked for it");
                }
                yield true;
            }
            case PLACED, RESERVED -> true;
            case CONFIRMED -> {
                if (!taken) {
                    wrong(Wrong.MONEY, order, () -> "it is confirmed, but its payment is " + order.payment.text());
                } else if (order.paidCents != order.cents) {
                    wrong(
                            Wrong.MONEY,
                            order,
                            () -> "it is confirmed for " + order.cents + " cents, but " + order.paidCents
                                    + " were taken");
                }
                yield true;
            }
            case REJECTED, CANCELLED, FAILED -> isVoided(order, taken);
        };
    }

    private boolean isVoided(Dossier order, boolean taken) {
        if (taken && order.voiding != Voiding.DUE) {
            wrong(
                    Wrong.MONEY,
                    order,
                    () -> "it is " + order.state.text() + ", but " + order.paidCents + " cents are taken and "
                            + (order.voiding == Voiding.DONE
                                    ? "checkout has them down as voided"
                                    : "nobody will void them"));
        }
        return order.voiding != Voiding.DUE;
    }

    private void shown(Dossier order) {
        if (order.state.ended() && order.shownOutcome.ended() && order.shownOutcome != order.state) {
            wrong(
                    Wrong.UNFOUNDED,
                    order,
                    () -> "it is " + order.state.text() + ", but the shopper was told " + order.shownOutcome.text());
        }
    }

    private void wrong(Wrong wrong, Dossier order, Sentence sentence) {
        hearing.wrong(wrong, order, sentence);
    }
}
