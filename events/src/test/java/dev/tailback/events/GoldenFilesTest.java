package dev.tailback.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A golden file is what a consumer in any language has to read; it is never changed, only joined by the next version's. */
class GoldenFilesTest {

    static List<Event> everyEvent() {
        return Examples.ofEveryEvent();
    }

    static Set<String> olderTypes() {
        return Contract.older().keySet();
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventIsWrittenByteForByteAsItsGoldenFile(Event event) {
        assertThat(EventJson.write(event) + "\n").isEqualTo(Contract.golden(typeOf(event)));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyGoldenFileOfTodayReadsAsItsEvent(Event event) {
        assertThat(read(typeOf(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("olderTypes")
    void everyOlderGoldenFileIsStillReadAsTodaysForm(String type) {
        assertThat(read(type)).isInstanceOf(Contract.older().get(type));
    }

    @Test
    void whatOlderFormsDidNotSayIsAsItWasThen() {
        Instant patienceEnded = Examples.NOON.plus(Duration.ofSeconds(30));

        assertThat(read("CartSubmitted.v1"))
                .isEqualTo(new CartSubmitted(
                        Examples.ORDER, Examples.NOON, patienceEnded, Card.APPROVING, Examples.LINES));
        assertThat(read("CartSubmitted.v2"))
                .as("without the number of the card")
                .isEqualTo(read("CartSubmitted.v3"));
        assertThat(read("OrderPlaced.v1"))
                .isEqualTo(new OrderPlaced(Examples.ORDER, Examples.NOON, patienceEnded, Examples.LINES));
    }

    @Test
    void everyTypeHasAGoldenFileAndEveryGoldenFileATypeThatIsRead() {
        assertThat(Contract.filesIn(Contract.GOLDEN)).isEqualTo(Contract.read().keySet());
        assertThat(Contract.older()).containsOnlyKeys("CartSubmitted.v1", "CartSubmitted.v2", "OrderPlaced.v1");
        assertThat(Contract.read().keySet()).allSatisfy(type -> EventTypes.named(Contract.PREFIX + type));
    }

    @Test
    void thereIsAnExampleOfEveryEvent() {
        assertThat(everyEvent()).extracting(Object::getClass).containsExactlyInAnyOrderElementsOf(Contract.carried());
    }

    private static String typeOf(Event event) {
        return Contract.unprefixed(EventJson.typeOf(event));
    }

    private static Event read(String type) {
        return EventJson.read(Contract.PREFIX + type, Contract.golden(type).getBytes(UTF_8));
    }
}
