package dev.tailback.flowalerts.incidents.causes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be wrong with those who are asked over HTTP, and with those who ask. */
final class CallCauses {
    private static final int A_FEW = 3;
    private static final double SLOWER = 3;
    private static final double MANY = 0.3;
    private static final double MORE = 1.5;
    private static final double MOST_FAIL = 0.5;

    private CallCauses() {}

    static List<Weighing> of(Facts facts) {
        List<Weighing> causes = new ArrayList<>();
        facts.calls().forEach(call -> causes.add(slowProvider(facts, call)));
        causes.add(retryStorm(facts));
        return causes;
    }

    private static Weighing slowProvider(Facts facts, Facts.Call call) {
        Optional<Facts.Call> before = before(facts, call);
        boolean isSlow = call.slow() >= A_FEW && isMuch(call.slow(), call);
        boolean fails = call.failed() >= A_FEW && isMuch(call.failed(), call);
        return new Weighing(
                        "slow-provider",
                        "%s, asked by %s, %s"
                                .formatted(call.name(), call.service(), fails && !isSlow ? "fails" : "is slow"))
                .fact(4, isSlow, "%d of %d answers took a second or longer", call.slow(), call.count())
                .fact(
                        1,
                        before.isPresent()
                                && call.count() >= A_FEW
                                && call.meanMillis() >= SLOWER * before.get().meanMillis(),
                        "an answer takes %.0f ms, and took %.0f ms before",
                        call.meanMillis(),
                        before.map(Facts.Call::meanMillis).orElse(0.0))
                // Who waits in vain for a slow one fails, too: that says little more.
                .fact(isSlow ? 1 : 4, fails, "%d of %d requests failed", call.failed(), call.count())
                .fact(
                        -3,
                        call.count() >= A_FEW && !isMuch(call.slow(), call) && !fails,
                        "%d of %d answers came within a second, in %.0f ms on average",
                        call.count() - call.slow(),
                        call.count(),
                        call.meanMillis());
    }

    private static boolean isMuch(int part, Facts.Call call) {
        return part >= MANY * Math.max(1, call.count());
    }

    private static Optional<Facts.Call> before(Facts facts, Facts.Call call) {
        return facts.earlier().calls().stream()
                .filter(other -> other.service().equals(call.service())
                        && other.name().equals(call.name())
                        && other.count() >= A_FEW)
                .findFirst();
    }

    private static Weighing retryStorm(Facts facts) {
        Facts earlier = facts.earlier();
        double now = facts.perSecond(facts.arrivals().count());
        // Not on average: a shop that opens is not stormed.
        double before = earlier.arrivals().busiest();
        boolean isMore = before > 0 && now >= MORE * before;
        Facts.Orders orders = facts.orders();
        boolean fail = orders.ended() >= 20 && orders.failedShare() >= MOST_FAIL;
        return new Weighing("retry-storm", "Those who failed come again, and keep the others out")
                .fact(
                        3,
                        isMore && fail,
                        "%.1f checkouts a second come in, %.1f did before at most, and %.0f %% of the orders fail",
                        now,
                        before,
                        100 * orders.failedShare())
                .fact(
                        1,
                        isMore && fail && orders.late() >= MOST_FAIL * orders.failed(),
                        "%d of %d failed orders were served too late: the work was done for nobody",
                        orders.late(),
                        orders.failed())
                .fact(
                        2,
                        facts.arrivals().again() >= MANY * facts.arrivals().count()
                                && facts.arrivals().again() >= A_FEW,
                        "%d of %d requests say that they are sent again",
                        facts.arrivals().again(),
                        facts.arrivals().count())
                .fact(
                        -3,
                        before > 0 && !isMore,
                        "%.1f checkouts a second come in, and %.1f did before at most",
                        now,
                        before)
                .fact(-2, orders.ended() >= 20 && !fail, "%.0f %% of the orders fail", 100 * orders.failedShare());
    }
}
