package dev.tailback.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.home.Ports;
import org.junit.jupiter.api.Test;

class DirectionsTest {
    private final Directions directions = new Directions(Ports.from(20_000), " --home /tmp/shop");

    @Test
    void addressesAreThoseOfThisLab() {
        assertThat(directions.of("curl {inventory}/health -d '{\"count\":1}'"))
                .isEqualTo("curl http://127.0.0.1:20003/health -d '{\"count\":1}'");
    }

    @Test
    void ourOwnCommandsSpeakOfThisLabAndOfTheTracedOrder() {
        assertThat(directions.to("42").of("./tailback trace {order}"))
                .isEqualTo("./tailback trace 42 --home /tmp/shop");
    }
}
