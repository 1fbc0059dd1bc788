package dev.tailback.stage.inbox;

import static dev.tailback.stage.inbox.Fixtures.event;
import static dev.tailback.stage.inbox.Fixtures.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.events.Event;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackingTest {

    @Test
    void fillsTransactionsUpToTheirSize() {
        List<Received<Event>> five =
                IntStream.range(0, 5).mapToObj(n -> received(event())).toList();

        assertThat(Packing.pack(five, 2)).containsExactly(five.subList(0, 2), five.subList(2, 4), five.subList(4, 5));
    }

    @Test
    void oneRecordPerTransactionIsAsManyTransactionsAsOrders() {
        List<Received<Event>> five =
                IntStream.range(0, 5).mapToObj(n -> received(event())).toList();

        assertThat(Packing.pack(five, 1)).hasSize(5);
    }

    @Test
    void keepsTheRecordsOfOneOrderTogetherAndInOrderEvenIfThatIsTooMany() {
        Event same = event();
        Received<Event> first = received(same);
        Received<Event> other = received(event());
        Received<Event> second = received(same);

        assertThat(Packing.pack(List.of(first, other, second), 1))
                .containsExactly(List.of(first, second), List.of(other));
    }

    @Test
    void nothingMakesNoTransaction() {
        assertThat(Packing.pack(List.of(), 200)).isEmpty();
    }
}
