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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        this.calls = new Semaphore(settings.callsInFlight());
    }

    /** What became of each; those whose time was over before their turn came are missing. */
    public Map<OrderId, PaymentResult> ask(Collection<Charge> charges) {
        Map<OrderId, PaymentResult> results = new ConcurrentHashMap<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> asking = charges.stream()
                    .map(charge -> CompletableFuture.runAsync(
                            () -> atWork(() -> ask(charge)).ifPresent(result -> results.put(charge.order(), result)),
                            callers))
                    .toList();
            asking.forEach(CompletableFuture::join);
        }
        // The provider's spans name ours as their parents, and nobody asks again once the answers are committed.
        spanExport.upToNow().join();
        return results;
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
