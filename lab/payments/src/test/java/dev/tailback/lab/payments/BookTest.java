package dev.tailback.lab.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.events.Card;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BookTest {
    private static final int MANY = 40_000;

    @Test
    void remembersEveryOrderWhateverItsIdAndHowManyThereAre() {
        Random random = new Random(7);
        Book book = new Book(MANY);
        TreeMap<UUID, Asked> reference = new TreeMap<>(Book.BY_TEXT);
        for (int n = 0; n < MANY; n++) {
            UUID order = new UUID(random.nextLong(), random.nextLong());
            Asked asked = Asked.of(order, new Amount(random.nextLong(1L << 40), "EUR"), Card.APPROVING, "k" + n);
            book.add(asked, Status.values()[n % 2]);
            reference.put(order, asked);
        }

        assertThat(pages(book, 999)).extracting(Authorization::order).containsExactlyElementsOf(reference.keySet());
        reference.forEach((order, asked) -> {
            assertThat(book.find(order).orElseThrow().amount()).isEqualTo(asked.amount());
            assertThat(book.holds(book.rowOfKey(asked.key()), asked)).isTrue();
        });
        assertThat(book.find(new UUID(1, 1))).isEmpty();
    }

    @Test
    void pagesAreInOrderOfTheIdsText() {
        Book book = new Book(10);
        List<UUID> ids = List.of(
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                UUID.fromString("00000000-0000-7000-f000-000000000001"),
                UUID.fromString("7fffffff-0000-7000-8000-000000000001"),
                UUID.fromString("f0000000-0000-7000-8000-000000000001"));
        ids.reversed().forEach(book::markVoided);

        assertThat(pages(book, 3)).extracting(Authorization::order).containsExactlyElementsOf(ids);
    }

    @Test
    void refusesWhatItHasNoRoomFor() {
        Book book = new Book(1);
        book.markVoided(new UUID(1, 1));

        assertThat(book.isFull()).isTrue();
        assertThatThrownBy(() -> book.markVoided(new UUID(1, 2))).hasMessageContaining("holds 1");
    }

    @Test
    void everyCurrencyComesBack() {
        for (String currency : List.of("AAA", "USD", "ZZZ", "AZB")) {
            assertThat(Amount.currencyOf(new Amount(1, currency).currencyCode()))
                    .isEqualTo(currency);
        }
    }

    private static List<Authorization> pages(Book book, int limit) {
        List<Authorization> all = new ArrayList<>();
        List<Authorization> page = book.page(Optional.empty(), limit);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = book.page(Optional.of(page.getLast().order()), limit);
        }
        return all;
    }
}
