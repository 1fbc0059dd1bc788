package dev.tailback.stage.inbox;

import dev.tailback.events.retry.RetryPolicy;
import dev.tailback.stage.http.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The dispatch's numbers, to be read and changed while the stage runs. */
@RestController
@RequestMapping("/admin/dispatch")
public class DispatchHttp {
    private final Dispatch dispatch;

    DispatchHttp(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @GetMapping
    Shown show() {
        return Shown.of(dispatch.settings(), dispatch.configured());
    }

    /** Changes what is given, from the next batch on, and answers with all of it as read back. */
    @PatchMapping
    Shown change(@RequestBody Numbers wanted) {
        try {
            dispatch.use(wanted.over(dispatch.settings()));
        } catch (IllegalArgumentException outOfRange) {
            throw Problem.of(org.springframework.http.HttpStatus.BAD_REQUEST, String.valueOf(outOfRange.getMessage()));
        }
        return show();
    }

    record Numbers(
            @Nullable Integer recordsPerTransaction,
            @Nullable Integer transactionsInFlight,
            @Nullable Duration patience,
            @Nullable Retry retry) {

        static Numbers of(DispatchSettings now) {
            return new Numbers(
                    now.recordsPerTransaction(), now.transactionsInFlight(), now.patience(), Retry.of(now.retry()));
        }

        DispatchSettings over(DispatchSettings now) {
            return new DispatchSettings(
                    recordsPerTransaction == null ? now.recordsPerTransaction() : recordsPerTransaction,
                    transactionsInFlight == null ? now.transactionsInFlight() : transactionsInFlight,
                    patience == null ? now.patience() : patience,
                    retry == null ? now.retry() : retry.over(now.retry()));
        }
    }

    /** @param configured as the stage was started */
    record Shown(
            int recordsPerTransaction, int transactionsInFlight, Duration patience, Retry retry, Numbers configured) {
        static Shown of(DispatchSettings now, DispatchSettings configured) {
            return new Shown(
                    now.recordsPerTransaction(),
                    now.transactionsInFlight(),
                    now.patience(),
                    Retry.of(now.retry()),
                    Numbers.of(configured));
        }
    }

    record Retry(
            @Nullable Integer attempts,
            @Nullable Duration first,
            @Nullable Duration longest,
            @Nullable Double budget) {
        static Retry of(RetryPolicy now) {
            return new Retry(now.attempts(), now.first(), now.longest(), now.budget());
        }

        RetryPolicy over(RetryPolicy now) {
            return new RetryPolicy(
                    attempts == null ? now.attempts() : attempts,
                    first == null ? now.first() : first,
                    longest == null ? now.longest() : longest,
                    budget == null ? now.budget() : budget);
        }
    }
}
