package dev.tailback.stage.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionSettingsTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void whateverCanStillBeReplayedIsRemembered() {
        assertThat(new RetentionSettings(WEEK, WEEK.multipliedBy(2), WEEK, Duration.ofDays(23)))
                .isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetentionSettings(WEEK, WEEK.multipliedBy(2), WEEK, Duration.ofDays(22)))
                .withMessageContainingAll("tailback.retention.inbox", "23d", "22d");
    }

    @Test
    void deadLettersOutliveTheirTopic() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetentionSettings(WEEK, Duration.ofDays(6), WEEK, Duration.ofDays(30)))
                .withMessageContainingAll("tailback.retention.dead-letters", "7d", "6d");
    }
}
