package dev.tailback.lab.load;

import dev.tailback.events.retry.RetryBudget;
import dev.tailback.lab.journeys.Retries;
import java.time.Duration;
import java.util.Optional;

/** Whether a shopper whose checkout failed tries again. */
final class Persistence {
    private volatile Retries retries;
    private final Books books;
    private final RetryBudget budget = new RetryBudget();

    Persistence(Retries retries, Books books) {
        this.retries = retries;
        this.books = books;
    }

    void become(Retries wanted) {
        retries = wanted;
    }

    void firstCheckout() {
        Retries now = retries;
        if (now.isBudgeted()) {
            budget.earn(now.budget());
        }
    }

    /**
     * The pause before the next attempt; empty for a shopper who goes home.
     *
     * @param fate from 0 to below 1
     */
    Optional<Duration> after(int attempts, double fate) {
        Retries now = retries;
        if (!now.isAllowedAfter(attempts)) {
            return Optional.empty();
        }
        if (now.isBudgeted() && !budget.spend()) {
            books.count(Fact.RETRIES_DENIED);
            return Optional.empty();
        }
        books.count(Fact.RETRIES);
        return Optional.of(now.pauseAfter(attempts, fate));
    }
}
