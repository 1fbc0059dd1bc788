package dev.tailback.lab.shoppers;

import dev.tailback.events.retry.RetryBudget;
import dev.tailback.lab.journeys.Retries;
import java.time.Duration;
import java.util.Optional;

/** Whether a shopper whose checkout failed tries again. */
final class Persistence {
    private final Retries retries;
    private final Books books;
    private final RetryBudget budget = new RetryBudget();

    Persistence(Retries retries, Books books) {
        this.retries = retries;
        this.books = books;
    }

    void firstCheckout() {
        if (retries.isBudgeted()) {
            budget.earn(retries.budget());
        }
    }

    /**
     * The pause before the next attempt; empty for a shopper who goes home.
     *
     * @param fate from 0 to below 1
     */
    Optional<Duration> after(int attempts, double fate) {
        if (!retries.isAllowedAfter(attempts)) {
            return Optional.empty();
        }
        if (retries.isBudgeted() && !budget.spend()) {
            books.count(Fact.RETRIES_DENIED);
            return Optional.empty();
        }
        books.count(Fact.RETRIES);
        return Optional.of(retries.pauseAfter(attempts, fate));
    }
}
