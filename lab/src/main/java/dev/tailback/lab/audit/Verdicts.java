package dev.tailback.lab.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Counts orders by what became of them and by what is wrong with them, and keeps the first ten wrong ones. */
final class Verdicts implements OrderJudge.Hearing {
    private static final int MOST_NAMED = 10;

    private final OrderJudge judge;
    private final long[] byState = new long[State.ALL.length];
    private final Map<Wrong, Long> counts = new EnumMap<>(Wrong.class);
    private final EnumSet<Wrong> ofThisOrder = EnumSet.noneOf(Wrong.class);
    private final Set<String> named = new LinkedHashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private long accepted;
    private long inFlight;
    private long settling;
    private long authorizedCents;
    private long voidedCents;
    private long confirmedCents;
    private long pendingCents;

    Verdicts(Terms terms) {
        this.judge = new OrderJudge(terms, this);
    }

    void add(Dossier order) {
        ofThisOrder.clear();
        boolean settled = judge.judge(order);
        ofThisOrder.forEach(wrong -> counts.merge(wrong, 1L, Long::sum));
        boolean known = order.state != State.UNKNOWN;
        if (known || order.wasRequested()) {
            accepted += order.wasRequested() ? 1 : 0;
            if (order.state.ended()) {
                byState[order.state.ordinal()]++;
                settling += settled || !ofThisOrder.isEmpty() ? 0 : 1;
            } else if (!ofThisOrder.contains(Wrong.LOST)) {
                inFlight++;
            }
        }
        count(order);
    }

    private void count(Dossier order) {
        boolean confirmed = order.state == State.CONFIRMED;
        if (confirmed) {
            confirmedCents += order.cents;
        }
        if (order.authorized) {
            authorizedCents += order.paidCents;
            if (order.payment == Payment.VOIDED) {
                voidedCents += order.paidCents;
            } else if (!confirmed) {
                pendingCents += order.paidCents;
            }
        }
    }

    @Override
    public void wrong(Wrong wrong, Dossier order, OrderJudge.Sentence details) {
        ofThisOrder.add(wrong);
        keep(wrong, "order " + new UUID(order.high, order.low), details);
    }

    /** Of something that is no order. */
    void wrong(Wrong wrong, String about, String sentence) {
        counts.merge(wrong, 1L, Long::sum);
        keep(wrong, about, () -> sentence);
    }

    /** So many more, which nobody will name. */
    void more(Wrong wrong, long count) {
        counts.merge(wrong, count, Long::sum);
    }

    private void keep(Wrong wrong, String about, OrderJudge.Sentence details) {
        if (named.contains(about) || named.size() < MOST_NAMED) {
            named.add(about);
            findings.add(new Finding(wrong, about, details.text()));
        }
    }

    long count(Wrong wrong) {
        return counts.getOrDefault(wrong, 0L);
    }

    long ended(State state) {
        return byState[state.ordinal()];
    }

    /** Whether something is lost unless the relay is only late. */
    boolean dependsOnRelay() {
        return judge.dependsOnRelay();
    }

    boolean isClean() {
        return counts.isEmpty();
    }

    List<Finding> findings() {
        return findings;
    }

    long accepted() {
        return accepted;
    }

    long inFlight() {
        return inFlight;
    }

    /** Orders that have ended, of which something is on its way still. */
    long settling() {
        return settling;
    }

    Money money() {
        return new Money(authorizedCents, voidedCents, confirmedCents, pendingCents);
    }
}
