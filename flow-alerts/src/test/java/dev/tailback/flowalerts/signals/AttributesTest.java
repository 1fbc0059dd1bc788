package dev.tailback.flowalerts.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {
    private final Attributes attributes =
            Attributes.of(Map.of("b", true, "a", 7L, "d", List.of("x", "y"), "c", 2.5, "e", "text"));

    @Test
    void areHeldInTheOrderOfTheirKeys() {
        assertThat(attributes.asMap().keySet()).containsExactly("a", "b", "c", "d", "e");
        assertThat(attributes.asMap()).containsEntry("a", 7L).containsEntry("d", List.of("x", "y"));
    }

    @Test
    void areComparedAsText() {
        assertThat(attributes.has("a", "7")).isTrue();
        assertThat(attributes.has("b", "true")).isTrue();
        assertThat(attributes.has("c", "2.5")).isTrue();
        assertThat(attributes.has("e", "tex")).isFalse();
        assertThat(attributes.has("z", "7")).isFalse();
    }

    @Test
    void aListHasEachOfItsValues() {
        assertThat(attributes.has("d", "y")).isTrue();
        assertThat(attributes.has("d", "[x, y]")).isFalse();
    }
}
