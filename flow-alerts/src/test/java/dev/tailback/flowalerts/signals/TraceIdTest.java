package dev.tailback.flowalerts.signals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {
    @Test
    void readsWhatItWritesInEitherCase() {
        String text = "fedcba98765432100123456789abcdef";

        assertThat(TraceId.parse(text)).hasValue(new TraceId(0xfedcba9876543210L, 0x0123456789abcdefL));
        assertThat(TraceId.parse("FEDCBA98765432100123456789ABCDEF").orElseThrow())
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fedcba98765432100123456789abcde",
                "fedcba98765432100123456789abcdef0",
                "gedcba98765432100123456789abcdef",
                "+edcba98765432100123456789abcdef"
            })
    void isThirtyTwoHexDigitsAndNothingElse(String text) {
        assertThat(TraceId.parse(text)).isEmpty();
    }
}
