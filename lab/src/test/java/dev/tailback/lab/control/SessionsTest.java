package dev.tailback.lab.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Instant NOW = Instant.parse("2026-12-01T02:00:00Z");

    private final Sessions sessions = new Sessions();
    private final Attempts attempts = new Attempts();

    @Test
    void aSessionEndsWithItsTime() {
        String cookie = sessions.begin(NOW);

        assertThat(sessions.knows(cookie, NOW.plus(Sessions.LONGEST).minusMillis(1)))
                .isTrue();
        assertThat(sessions.knows(cookie, NOW.plus(Sessions.LONGEST))).isFalse();
    }

    @Test
    void theOldestGoesForOneTooMany() {
        String first = sessions.begin(NOW);
        String second = sessions.begin(NOW);
        for (int more = 2; more <= Sessions.MOST; more++) {
            sessions.begin(NOW);
        }

        assertThat(sessions.knows(first, NOW)).isFalse();
        assertThat(sessions.knows(second, NOW)).isTrue();
    }

    @Test
    void wrongTokensAreForgottenAfterAMinute() {
        for (int wrong = 0; wrong < Attempts.MOST_OF_ONE; wrong++) {
            attempts.note("192.0.2.1", NOW);
        }

        assertThat(attempts.areTooMany("192.0.2.1", NOW.plus(Attempts.KEPT))).isTrue();
        assertThat(attempts.areTooMany("192.0.2.2", NOW)).isFalse();
        assertThat(attempts.areTooMany("192.0.2.1", NOW.plus(Attempts.KEPT).plus(Duration.ofMillis(1))))
                .isFalse();
    }

    @Test
    void whoGuessesFromManyAddressesIsStoppedTogether() {
        for (int wrong = 0; wrong < Attempts.MOST; wrong++) {
            attempts.note("192.0.2." + wrong, NOW);
        }

        assertThat(attempts.areTooMany("192.0.2.200", NOW)).isTrue();
    }
}
