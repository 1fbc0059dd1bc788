package dev.tailback.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.journeys.Retries;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PersistenceTest {
    private final Books books = new Books(second -> {});

    @Test
    void withoutABudgetEverybodyMayTryAgain() {
        Persistence persistence = new Persistence(new Retries(1, Duration.ZERO, Double.POSITIVE_INFINITY), books);

        for (int n = 0; n < 1_000; n++) {
            persistence.firstCheckout();
            assertThat(persistence.after(1, 0)).contains(Duration.ZERO);
            assertThat(persistence.after(2, 0)).isEmpty();
        }
        assertThat(books.counts().of(Fact.RETRIES)).isEqualTo(1_000);
    }

    @Test
    void aBudgetKeepsRetriesAShareOfTheCheckouts() {
        Persistence persistence = new Persistence(new Retries(5, Duration.ZERO, 0.1), books);

        for (int n = 0; n < 1_000; n++) {
            persistence.firstCheckout();
            persistence.after(1, 0);
        }

        // A tenth of a thousand, and the ten that lie in the purse at the beginning.
        assertThat(books.counts().of(Fact.RETRIES)).isBetween(100L, 111L);
        assertThat(books.counts().of(Fact.RETRIES_DENIED))
                .isEqualTo(1_000 - books.counts().of(Fact.RETRIES));
    }

    @Test
    void whoeverBecomesMorePatientIsSoFromThenOn() {
        Persistence persistence = new Persistence(new Retries(2, Duration.ZERO, Double.POSITIVE_INFINITY), books);
        assertThat(persistence.after(1, 0)).isPresent();

        persistence.become(new Retries(2, Duration.ZERO, 0));

        for (int n = 0; n < 100; n++) {
            persistence.firstCheckout();
            persistence.after(1, 0);
        }
        // The one before, and the ten that lie in the purse.
        assertThat(books.counts().of(Fact.RETRIES)).isEqualTo(11);
    }
}
