package dev.tailback.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(ShopServersExtension.class)
class DemoClockIT {
    private static final String PHASES =
            "[{\"name\":\"ramp\",\"from\":0},{\"name\":\"degradation\",\"from\":15},{\"name\":\"exhaustion\",\"from\":20}]";

    /** So slow that the minute does not change while the test runs. */
    private static String blackFriday(long start) {
        return "{\"mode\":\"black-friday\",\"start_timestamp\":%d,\"speed\":0.5,\"phases\":%s}"
                .formatted(start, PHASES);
    }

    @Test
    void aStageThatIsStartedAmidADemoAgreesWithOneThatWasTold(ShopServers servers) {
        long start = Instant.now().getEpochSecond() - 18 * 120 - 30;
        JsonNode told;
        try (Storefront shop = Storefront.open(servers, 500)) {
            assertThat(shop.get("/demo").body().get("clock").toString()).isEqualTo("{\"mode\":\"off\"}");

            told = shop.put("/admin/demo-clock", blackFriday(start)).body();

            assertThat(told.toString())
                    .isEqualTo(
                            "{\"mode\":\"black-friday\",\"started\":%d,\"speed\":0.5,\"minute\":18,\"phase\":\"degradation\"}"
                                    .formatted(start));
            assertThat(shop.get("/demo").body().get("clock")).isEqualTo(told);
        }
        try (Storefront shop = Storefront.open(
                servers,
                500,
                "--DEMO_MODE=black-friday",
                "--DEMO_START_TIMESTAMP=" + start,
                "--DEMO_SPEED=0.5",
                "--DEMO_PHASES=ramp=0,degradation=15,exhaustion=20")) {
            assertThat(shop.get("/admin/demo-clock").body()).isEqualTo(told);

            assertThat(shop.put("/admin/demo-clock", "{\"mode\":\"off\"}")
                            .body()
                            .toString())
                    .isEqualTo("{\"mode\":\"off\"}");
            assertThat(shop.put("/admin/demo-clock", blackFriday(Instant.now().getEpochSecond() + 100))
                            .body()
                            .has("minute"))
                    .isFalse();
            assertRefused(shop, "{}", "mode must be a scenario's name, or off, but was missing");
            assertRefused(shop, "{\"mode\":\"normal\"}", "start_timestamp must be Unix seconds, but was missing");
            assertRefused(shop, blackFriday(1_763_740_800_000L), "start_timestamp must be Unix seconds of ten digits");
            assertRefused(
                    shop,
                    blackFriday(start).replace("0.5", "0"),
                    "speed must be above 0 and at most 1000, but was 0.0");
            assertRefused(
                    shop, blackFriday(start).replace("20}", "15}"), "from of phase exhaustion must be after that");
            assertRefused(shop, blackFriday(start).replace("\"ramp\"", "null"), "phases must be a list of objects");
            assertRefused(shop, blackFriday(start).replace("speed", "pace"), "pace must be one of [");
        }
    }

    private static void assertRefused(Storefront shop, String body, String detail) {
        shop.put("/admin/demo-clock", body).assertProblem(400, detail);
    }
}
