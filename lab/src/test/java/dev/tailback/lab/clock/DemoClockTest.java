package dev.tailback.lab.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.servers.FreePorts;
import dev.tailback.lab.web.Web;
import dev.tailback.telemetry.DemoRun;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoClockTest {
    @Test
    void allWhoTakePartInAnOrderAreToldOfTheDemoAndStartWithIt() throws InterruptedException {
        Ports nobodyThere = Ports.from(FreePorts.find(1).getFirst() / Ports.BLOCK * Ports.BLOCK);
        try (Web web = new Web()) {
            DemoClock clock = new DemoClock(nobodyThere, web);

            List<String> deaf = clock.start(new DemoRun("sale", 1_763_740_800, 1, List.of()));

            assertThat(deaf).hasSize(5);
            assertThat(Arrays.stream(Part.values())
                            .filter(part -> clock.of(part).containsKey("DEMO_START_TIMESTAMP")))
                    .containsExactly(Part.RELAY, Part.CATALOG, Part.CHECKOUT, Part.INVENTORY, Part.PAYMENTS);
        }
    }
}
