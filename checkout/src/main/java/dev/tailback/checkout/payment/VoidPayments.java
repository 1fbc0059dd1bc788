package dev.tailback.checkout.payment;

import dev.tailback.checkout.payment.Voids.Due;
import dev.tailback.events.OrderId;
import dev.tailback.telemetry.TraceParent;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks the provider to void what must not stay authorised, until it confirms. It never gives up. */
@Component
class VoidPayments {
    private static final Logger log = LoggerFactory.getLogger(VoidPayments.class);
    private static final int AT_ONCE = 64;

    private final Voids voids;
    private final Payments payments;
    private final Clock clock;

    VoidPayments(Voids voids, Payments payments, Clock clock) {
        this.voids = voids;
        this.payments = payments;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${tailback.voids.every}")
    void dueOnes() {
        List<Due> due;
        do {
            due = voids.take(AT_ONCE, clock.instant());
            voids.voided(confirmed(due, this::ask), clock.instant());
        } while (due.size() == AT_ONCE);
    }

    /** Asks for all of them at once; one that could not be asked for takes along no confirmation of another. */
    static Set<OrderId> confirmed(List<Due> due, Predicate<Due> question) {
        Set<OrderId> confirmed = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(each -> threads.execute(() -> {
                if (isConfirmed(each, question)) {
                    confirmed.add(each.order());
                }
            }));
        }
        return confirmed;
    }

    private static boolean isConfirmed(Due due, Predicate<Due> question) {
        try {
            boolean isConfirmed = question.test(due);
            if (!isConfirmed) {
                log.warn("the provider did not confirm the void of order {} (attempt {})", due.order(), due.attempts());
            }
            return isConfirmed;
        } catch (RuntimeException unexpected) {
            log.error(
                    "the void of order {} could not be asked for (attempt {})",
                    due.order(),
                    due.attempts(),
                    unexpected);
            return false;
        }
    }

    private boolean ask(Due due) {
        return payments.voided(due.order(), TraceParent.context(due.traceparent()), due.attempts() - 1);
    }
}
