package dev.tailback.checkout.payment;

import dev.tailback.checkout.payment.PaymentProvider.Attempt;
import dev.tailback.checkout.payment.PaymentResult.Unavailable;
import dev.tailback.events.OrderId;
import dev.tailback.events.retry.RetryBudget;
import dev.tailback.stage.profile.Activity;
import dev.tailback.stage.profile.ThreadsAtWork;
import dev.tailback.telemetry.SpanExport;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Asks the provider for many orders, so many calls at once, and again within the budget when it does not answer. */
@Component
public class Payments implements DisposableBean {
    private final PaymentProvider provider;
    private final PaymentSettings settings;
    private final Clock clock;
    private final SpanExport spanExport;
    private final ThreadsAtWork threads;
    private final Semaphore calls;
    private final Executor callers = Thread.ofVirtual().name("payment")::start;
    private final RetryBudget budget = new RetryBudget();
    private final CountDownLatch stopping = new CountDownLatch(1);

    Payments(
            PaymentProvider provider,
            PaymentSettings settings,
            Clock clock,
            SpanExport spanExport,
            ThreadsAtWork threads) {
        this.provider = provider;
        this.settings = settings;
        this.clock = clock;
        this.spanExport = spanExport;
        this.threads = threads;
        this.calls = new Semaphore(settings.callsInFlight(), true);
    }

    /** What becomes of each; nothing if its time was over before its turn came. No order waits for another one's answer. */
    public Map<OrderId, CompletableFuture<Optional<PaymentResult>>> ask(Collection<Charge> charges) {
        Map<OrderId, CompletableFuture<Optional<PaymentResult>>> answers = new LinkedHashMap<>();
        charges.forEach(charge ->
                answers.put(charge.order(), CompletableFuture.supplyAsync(() -> atWork(() -> ask(charge)), callers)));
        return answers;
    }

    /**
     * Returns when the spans of the calls that were answered are out: the provider's name them as their parents, and nobody
     * asks again once the answers are committed.
     */
    public void awaitTold() {
        spanExport.upToNow().join();
    }

    /** So many calls run at once; more orders than that wait for one another. */
    public int callsInFlight() {
        return settings.callsInFlight();
    }

    /** Whether the provider confirmed it. */
    boolean voided(OrderId order, Context trace, int attemptsBefore) {
        Attempt attempt = atWork(() -> inSlot(() -> provider.voidAuthorisation(order, trace, attemptsBefore)));
        return attempt instanceof Attempt.Answered;
    }

    /** Ends every pause between tries. */
    @Override
    public void destroy() {
        stopping.countDown();
    }

    /** The HTTP client answers from a thread of its own. */
    private <T> T atWork(Supplier<T> call) {
        try (ThreadsAtWork.Work untilDone = threads.begin("payment call", Payments.class, Activity.HTTP)) {
            return call.get();
        }
    }

    private Optional<PaymentResult> ask(Charge charge) {
        budget.earn(settings.retry().budget());
        Optional<PaymentResult> last = Optional.empty();
        boolean reached = false;
        for (int attempts = 1; ; attempts++) {
            Attempt attempt = authorise(charge, attempts - 1);
            switch (attempt) {
                case Attempt.Answered answered -> {
                    return Optional.of(answered.result());
                }
                case Attempt.Refused refused -> {
                    return Optional.of(new Unavailable(reached, refused.because()));
                }
                case Attempt.TooLate tooLate -> {
                    return last;
                }
                case Attempt.Failed failed -> {
                    reached |= failed.reached();
                    last = Optional.of(new Unavailable(reached, failed.because()));
                }
            }
            if (attempts == settings.attempts() || !budget.spend() || !paused(attempts)) {
                return last;
            }
        }
    }

    private Attempt authorise(Charge charge, int resent) {
        return inSlot(() -> clock.instant().isBefore(charge.notAfter())
                ? provider.authorise(charge, resent)
                : new Attempt.TooLate());
    }

    private Attempt inSlot(Supplier<Attempt> call) {
        calls.acquireUninterruptibly();
        try {
            return call.get();
        } finally {
            calls.release();
        }
    }

    private boolean paused(int attempts) {
        try {
            return !stopping.await(settings.retry().pause(attempts).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
