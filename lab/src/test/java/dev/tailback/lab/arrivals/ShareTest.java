package dev.tailback.lab.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({"0%, 0", "1%, 10000", "0.25%, 2500", "0.0001%, 1", "100%, 1000000"})
    void aPercentageIsExact(String text, int millionths) {
        assertThat(Share.of(text)).isEqualTo(new Share(millionths));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0.01", "-1%", "100.1%", "1,5%", "%", "NaN%", "1 %", "0.00001%"})
    void anythingElseIsRefusedWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Share.of(text))
                .hasMessage("'" + text + "' is not allowed: a percentage from 0% to 100%, such as 1% or 0.25%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0%", "1%", "3.3333%", "29%", "50%", "99.9%", "100%"})
    void ofAnyStretchTheShareIsMetToTheWholeNumber(String text) {
        Share share = Share.of(text);
        for (int from : new int[] {0, 1, 77}) {
            for (int length : new int[] {1, 10, 100, 10_000}) {
                double wanted = (double) length * share.millionths() / 1e6;
                assertThat(count(share, from, length, 123_456))
                        .isBetween((int) Math.floor(wanted), (int) Math.ceil(wanted));
            }
        }
    }

    @Test
    void thePhaseMovesThePatternWithoutChangingItsNumber() {
        Share fifth = Share.of("20%");

        assertThat(LongStream.range(0, 10).filter(n -> fifth.fallsOn(n, 0))).containsExactly(4L, 9L);
        assertThat(LongStream.range(0, 10).filter(n -> fifth.fallsOn(n, 800_000)))
                .containsExactly(0L, 5L);
    }

    private static int count(Share share, int from, int length, int phase) {
        return (int) LongStream.range(from, from + length)
                .filter(n -> share.fallsOn(n, phase))
                .count();
    }
}
