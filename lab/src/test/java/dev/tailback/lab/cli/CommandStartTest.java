package dev.tailback.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommandStartTest {
    @Test
    void theScriptTellsItToTheNanosecond() {
        assertThat(CommandStart.instant("1767225600.123456789"))
                .isEqualTo(Instant.parse("2026-01-01T00:00:00.123456789Z"));
    }

    @Test
    void aDateThatKnowsNoNanosecondsTellsSeconds() {
        assertThat(CommandStart.instant("1767225600.N")).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void withoutTheScriptItIsTheStartOfThisJvm() {
        Instant began = ProcessHandle.current().info().startInstant().orElseThrow();

        assertThat(Duration.between(began, CommandStart.instant(null)).abs()).isLessThan(Duration.ofSeconds(1));
        assertThat(CommandStart.instant("yesterday")).isEqualTo(CommandStart.instant(null));
    }
}
