package dev.tailback.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {
    @Test
    void outOfStockAndDeclinedCountNeitherAsFailedNorAsDue() {
        Counts counts = new Counts(Map.of(
                Fact.CONFIRMED, 60L, Fact.FAILED, 15L, Fact.REFUSED, 5L, Fact.OUT_OF_STOCK, 70L, Fact.DECLINED, 30L));

        assertThat(counts.failureRate()).hasValue(0.25);
    }

    @Test
    void aShareOfNothingIsUnknown() {
        assertThat(Counts.NONE.failureRate()).isEmpty();
        assertThat(Counts.NONE.httpErrorRate()).isEmpty();
    }

    @Test
    void httpErrorsAreToldApart() {
        Counts counts = new Counts(Map.of(Fact.REQUESTS, 200L, Fact.ERRORS, 3L, Fact.CONFIRMED, 1L));

        assertThat(counts.httpErrorRate()).hasValue(0.015);
        assertThat(counts.failureRate()).hasValue(0);
    }

    @Test
    void anIntervalIsWhatWasAdded() {
        Counts since = new Counts(Map.of(Fact.REQUESTS, 7L)).since(new Counts(Map.of(Fact.REQUESTS, 4L)));

        assertThat(since.of(Fact.REQUESTS)).isEqualTo(3);
    }
}
