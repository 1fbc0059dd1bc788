package dev.tailback.telemetry.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortenedTest {
    @Test
    void whatIsShortStaysAsItIs() {
        assertThat(Shortened.to(200, "x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(Shortened.toBytes(200, "x".repeat(200))).isEqualTo("x".repeat(200));
    }

    @Test
    void whatIsLongSaysHowLongItWas() {
        assertThat(Shortened.to(200, "x".repeat(201)))
                .hasSizeLessThanOrEqualTo(200)
                .startsWith("xxx")
                .endsWith("… (201 characters in all)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€", "😀"})
    void neitherBytesNorCharactersAreMoreThanWanted(String letter) {
        for (int length = 60; length < 300; length++) {
            String text = "a" + letter.repeat(length);
            assertThat(Shortened.to(200, text)).hasSizeLessThanOrEqualTo(200);
            assertThat(Shortened.toBytes(200, text).getBytes(UTF_8)).hasSizeLessThanOrEqualTo(200);
            assertThat(Shortened.to(200, text).getBytes(UTF_8)).asString(UTF_8).doesNotContain("?");
        }
    }
}
