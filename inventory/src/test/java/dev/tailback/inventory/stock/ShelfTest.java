package dev.tailback.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.Sku;
import dev.tailback.inventory.stock.Shelf.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShelfTest {
    private static final Sku APPLE = Sku.numbered(1);
    private static final Sku PEAR = Sku.numbered(2);

    @Test
    void setsEveryLineAside() {
        Shelf shelf = new Shelf(Map.of(APPLE, 5L, PEAR, 5L));

        assertThat(reserve(shelf, order(line(APPLE, 2), line(PEAR, 5))))
                .isEqualTo(new Decision.Reserved(Map.of(APPLE, 2L, PEAR, 5L)));
        assertThat(shelf.taken()).isEqualTo(Map.of(APPLE, 2L, PEAR, 5L));
    }

    @Test
    void decidingChangesNothing() {
        Shelf shelf = new Shelf(Map.of(APPLE, 1L));
        OrderPlaced order = order(line(APPLE, 1));

        assertThat(shelf.decide(order)).isEqualTo(shelf.decide(order));
        assertThat(shelf.taken()).isEmpty();
    }

    @Test
    void setsNothingAsideIfOneLineIsShort() {
        Shelf shelf = new Shelf(Map.of(APPLE, 5L, PEAR, 4L));

        assertThat(shelf.decide(order(line(APPLE, 2), line(PEAR, 5)))).isEqualTo(new Decision.Refused(List.of(PEAR)));
        assertThat(shelf.taken()).isEmpty();
    }

    @Test
    void theLastOneGoesToTheFirstWhoAsks() {
        Shelf shelf = new Shelf(Map.of(APPLE, 1L));

        assertThat(reserve(shelf, order(line(APPLE, 1)))).isInstanceOf(Decision.Reserved.class);
        assertThat(shelf.decide(order(line(APPLE, 1)))).isEqualTo(new Decision.Refused(List.of(APPLE)));
    }

    @Test
    void twoLinesOfOneProductCountTogether() {
        Shelf shelf = new Shelf(Map.of(APPLE, 3L));

        assertThat(shelf.decide(order(line(APPLE, 2), line(APPLE, 2)))).isEqualTo(new Decision.Refused(List.of(APPLE)));
    }

    @Test
    void aProductNeverHeardOfIsShort() {
        assertThat(new Shelf(Map.of()).decide(order(line(APPLE, 1)))).isEqualTo(new Decision.Refused(List.of(APPLE)));
    }

    @Test
    void whatComesBackGoesToTheNextWhoAsks() {
        Shelf shelf = new Shelf(Map.of(APPLE, 0L, PEAR, 1L));

        shelf.putBack(Map.of(APPLE, 2L, PEAR, 1L));

        assertThat(reserve(shelf, order(line(APPLE, 1)))).isInstanceOf(Decision.Reserved.class);
        assertThat(shelf.taken()).isEqualTo(Map.of(APPLE, -1L, PEAR, -1L));
    }

    private static Decision reserve(Shelf shelf, OrderPlaced order) {
        Decision decision = shelf.decide(order);
        if (decision instanceof Decision.Reserved whole) {
            shelf.take(whole);
        }
        return decision;
    }

    private static OrderPlaced order(Line... lines) {
        return new OrderPlaced(
                OrderId.at(Instant.now()),
                Instant.now(),
                Instant.MAX,
                Stream.of(lines).toList());
    }

    private static Line line(Sku sku, int quantity) {
        return new Line(sku, quantity, Money.ofCents(100));
    }
}
