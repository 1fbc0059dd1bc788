package dev.tailback.lab.topics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedCardsTest {
    @Test
    void theNumberOfACardIsMaskedAlsoInWhatIsNoJson() {
        assertThat(masked("{\"order\":\"1\",\"card\" : \"4242424242424242\",\"lines\":["))
                .isEqualTo("{\"order\":\"1\",\"card\" : \"424242******4242\",\"lines\":[");
    }

    @Test
    void everythingElseStaysAsItIs() {
        for (String other :
                new String[] {"", "\u00ff\0\"card\":4242424242424242", "{\"cents\":\"4242424242424242\"}"}) {
            assertThat(masked(other)).isEqualTo(other);
        }
        assertThat(MaskedCards.in(null)).isNull();
    }

    private static String masked(String payload) {
        return new String(MaskedCards.in(payload.getBytes(ISO_8859_1)), ISO_8859_1);
    }
}
