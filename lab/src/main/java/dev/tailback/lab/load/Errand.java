package dev.tailback.lab.load;

import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.time.Instant;

/** One shopper's way from page to page. Each step counts from when the shopper wanted to take it. */
final class Errand {
    @FunctionalInterface
    interface Step<T> {
        T take() throws InterruptedException;
    }

    @FunctionalInterface
    interface Look {
        void take() throws InterruptedException;
    }

    private final Books books;
    private final Duration think;
    private Instant wanted;

    /** @param wanted when the first step was to be taken; coming late is not forgiven */
    Errand(Books books, Duration think, Instant wanted) {
        this.books = books;
        this.think = think;
        this.wanted = wanted;
    }

    /** When the step that is taken next, or was taken last, should have begun. */
    Instant wanted() {
        return wanted;
    }

    void look(Kind kind, Look look) throws InterruptedException {
        ask(kind, () -> {
            look.take();
            return kind;
        });
        pause();
    }

    /** Throws what the shop failed with, which by then is in the books. */
    <T> T ask(Kind kind, Step<T> step) throws InterruptedException {
        try {
            T answer = step.take();
            books.answered(kind, Duration.between(wanted, Instant.now()));
            return answer;
        } catch (WebFailure failure) {
            books.unanswered(kind, Duration.between(wanted, Instant.now()), String.valueOf(failure.getMessage()));
            throw failure;
        }
    }

    /** Until the next step is wanted. */
    void pause() throws InterruptedException {
        pause(think);
    }

    void pause(Duration pause) throws InterruptedException {
        wanted = Instant.now().plus(pause);
        if (pause.isPositive()) {
            Patience.pause(pause);
        }
    }
}
