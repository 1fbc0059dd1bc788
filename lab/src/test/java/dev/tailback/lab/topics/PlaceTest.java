package dev.tailback.lab.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    @Test
    void aPlaceIsReadAsItIsWrittenAlsoWithDashesInTheTopic() {
        Place place = new Place("a-1@2.checkout-3.dead".replace("@", "_"), 4, 5);

        assertThat(Place.of(place.toString())).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "carts", "carts-1", "carts@1", "carts-x@1", "carts-1@-1", "carts-1@99999999999999999999"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Place.of(text))
                .hasMessage("'" + text + "' is not allowed: TOPIC-PARTITION@OFFSET, such as carts.checkout.dead-3@17");
    }
}
