package dev.tailback.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    @Test
    void ignoresFieldsOfANewerWriter() {
        assertThat(read("StockReserved", """
                {"order":"%s","reserved_at":"2026-11-21T12:00:00Z","warehouse":"north"}""".formatted(Examples.ORDER)))
                .isEqualTo(new StockReserved(Examples.ORDER, Examples.NOON));
    }

    @Test
    void refusesACardThatIsNoneAndDoesNotRepeatIt() {
        String wrong = Contract.golden("CartSubmitted.v2").replace("4000000000000341", "4000-0000-0000-0341");

        assertThatThrownBy(() -> EventJson.read("dev.tailback.CartSubmitted.v2", wrong.getBytes(UTF_8)))
                .isInstanceOf(Undecodable.class)
                .hasMessageContaining("card")
                .hasMessageContaining("12 to 19 digits")
                .hasMessageNotContaining("4000-0000-0000-0341");
    }

    @Test
    void refusesAnAmountThatIsNoWholeNumberInsteadOfRoundingIt() {
        for (String cents : List.of("1.5", "1e2", "\"100\"", "true", "1e400", "9223372036854775808", "-1")) {
            assertUndecodable(
                    "CartSubmitted",
                    Contract.golden("CartSubmitted.v1").replaceFirst("\"cents\" *: *\\d+", "\"cents\":" + cents),
                    "not a dev.tailback.CartSubmitted.v1");
        }
    }

    @Test
    void refusesAFieldThatStandsTwiceSinceNobodyKnowsWhichIsMeant() {
        assertUndecodable("StockReserved", """
                {"order":"%s","order":"%s","reserved_at":"2026-11-21T12:00:00Z"}""".formatted(Examples.ORDER, Examples.ORDER), "Duplicate");
    }

    @Test
    void refusesAReasonThatIsNotKnown() {
        assertUndecodable(
                "OrderFailed",
                Contract.golden("OrderFailed.v1").replace("payment_unavailable", "bad_luck"),
                "'bad_luck'");
    }

    @Test
    void refusesMissingFieldsWrongValuesAndOtherThings() {
        assertUndecodable("StockReserved", "{\"order\":\"%s\"}".formatted(Examples.ORDER), "reserved_at");
        assertUndecodable("StockReserved", "{\"order\":null,\"reserved_at\":\"2026-11-21T12:00:00Z\"}", "order");
        assertUndecodable("StockReserved", "{\"order\":\"x\",\"reserved_at\":\"2026-11-21T12:00:00Z\"}", "order");
        assertUndecodable(
                "CartSubmitted",
                "{\"order\":\"%s\",\"submitted_at\":\"2026-11-21T12:00:00Z\",\"lines\":[]}".formatted(Examples.ORDER),
                "without a line");
        assertUndecodable("StockReserved", "null", "null");
        assertUndecodable("StockReserved", "{", "not a dev.tailback.StockReserved.v1");
        assertUndecodable("StockStolen", "{}", "unknown event type");
        assertUndecodable("StockReserved", "[".repeat(100_000), "not a dev.tailback.StockReserved.v1");
    }

    private static Event read(String type, String json) {
        return EventJson.read("dev.tailback." + type + ".v1", json.getBytes(UTF_8));
    }

    private static void assertUndecodable(String type, String json, String because) {
        assertThatThrownBy(() -> read(type, json))
                .isInstanceOf(Undecodable.class)
                .hasMessageContaining(because);
    }
}
