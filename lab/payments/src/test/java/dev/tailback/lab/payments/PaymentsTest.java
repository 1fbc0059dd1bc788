package dev.tailback.lab.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.events.Card;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentsTest {
    private static final UUID ORDER = UUID.fromString("01980a3c-7c1e-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("01980a3c-7c1e-7000-8000-000000000002");

    @TempDir
    private Path folder;

    private Path journal;
    private Payments payments;

    @BeforeEach
    void open() throws IOException {
        journal = folder.resolve("deeper/journal");
        payments = new Payments(journal, 10);
    }

    @AfterEach
    void close() throws IOException {
        payments.close();
    }

    @Test
    void theSameKeyTakesTheMoneyOnce() throws Exception {
        Payments.Decision first = payments.authorize(asked(ORDER, 100, "k"), true);
        Payments.Decision again = payments.authorize(asked(ORDER, 100, "k"), true);

        assertThat(first).isEqualTo(again).isEqualTo(new Payments.Decision(ORDER, Status.APPROVED, null));
        assertThat(payments.counts()).isEqualTo(new Payments.Counts(1, 10, 1, 0, 0, 1));
    }

    @Test
    void aDeclineStaysADecline() throws Exception {
        payments.authorize(asked(ORDER, 100, "k"), false);

        assertThat(payments.authorize(asked(ORDER, 100, "k"), true))
                .isEqualTo(new Payments.Decision(ORDER, Status.DECLINED, "insufficient_funds"));
    }

    @Test
    void theSameKeyWithAnotherAmountOrOrderIsRefused() throws Exception {
        payments.authorize(asked(ORDER, 100, "k"), true);

        assertThatThrownBy(() -> payments.authorize(asked(ORDER, 101, "k"), true))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(422));
        assertThatThrownBy(() -> payments.authorize(asked(OTHER, 100, "k"), true))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(422));
        assertThat(payments.counts().authorizations()).isEqualTo(1);
    }

    @Test
    void anotherKeyDoesNotPayAnOrderTwice() throws Exception {
        payments.authorize(asked(ORDER, 100, "k"), true);

        assertThatThrownBy(() -> payments.authorize(asked(ORDER, 100, "l"), true))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(409));
    }

    @Test
    void whoAsksAfterAVoidGetsNoMoneyWhetherOrNotItHadBeenApproved() throws Exception {
        payments.authorize(asked(ORDER, 100, "k"), true);
        payments.voidPayment(ORDER);
        payments.voidPayment(ORDER);
        payments.voidPayment(OTHER);

        assertThat(payments.authorize(asked(ORDER, 100, "k"), true).reason()).isEqualTo("voided");
        assertThat(payments.authorize(asked(OTHER, 100, "l"), true))
                .isEqualTo(new Payments.Decision(OTHER, Status.DECLINED, "voided"));
        assertThat(payments.counts().voids()).isEqualTo(2);
        assertThat(payments.find(ORDER))
                .contains(new Authorization(ORDER, Status.VOIDED, new Amount(100, "USD"), true));
        assertThat(payments.find(OTHER)).contains(new Authorization(OTHER, Status.VOIDED, null, false));
    }

    @Test
    void itRefusesANewOrderBeyondItsLimitAndStillServesTheOldOnes() throws Exception {
        for (int n = 0; n < 10; n++) {
            payments.authorize(asked(new UUID(n, n), 1, "k" + n), true);
        }

        assertThatThrownBy(() -> payments.authorize(asked(ORDER, 1, "k"), true))
                .hasMessageContaining("remembers 10 orders")
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(507));
        payments.voidPayment(new UUID(3, 3));
        assertThat(payments.counts().voids()).isEqualTo(1);
    }

    @Test
    void everythingIsThereAfterANewStartButForALineThatWasTorn() throws Exception {
        payments.authorize(asked(ORDER, 100, "k"), true);
        payments.authorize(asked(OTHER, 7, "l"), false);
        payments.voidPayment(ORDER);
        List<Authorization> before = payments.page(Optional.empty(), 10);
        payments.close();
        Files.writeString(journal, "approved 01980a3c-7c1e-7000-8000-0000", StandardOpenOption.APPEND);

        payments = new Payments(journal, 10);

        assertThat(payments.page(Optional.empty(), 10)).isEqualTo(before).hasSize(2);
        assertThat(payments.counts()).isEqualTo(new Payments.Counts(2, 10, 1, 1, 1, 0));
        assertThat(payments.authorize(asked(OTHER, 7, "l"), true).status()).isEqualTo(Status.DECLINED);
        payments.voidPayment(new UUID(9, 9));
        assertThat(Files.readAllLines(journal)).hasSize(4).allMatch(line -> Entry.read(line) != null);
    }

    @Test
    void aBrokenLineInTheMiddleStopsTheStartByNumberAndText() throws Exception {
        payments.close();
        Files.writeString(journal, "voided " + ORDER + "\nrubbish\n");

        assertThatThrownBy(() -> new Payments(journal, 10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2 of the journal " + journal)
                .hasMessageContaining("'rubbish'");
        payments = new Payments(folder.resolve("another"), 10);
    }

    @Test
    void twoProvidersDoNotShareAJournal() {
        assertThatThrownBy(() -> new Payments(journal, 10)).hasMessageContaining("another provider writes");
    }

    @Test
    void ofManyWhoAskAtOnceWithOneKeyAllGetOneAnswerFromTheDisk() throws Exception {
        List<Future<Payments.Decision>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 200; n++) {
                boolean approve = n % 2 == 0;
                answers.add(threads.submit(() -> payments.authorize(asked(ORDER, 100, "k"), approve)));
            }
        }

        assertThat(answers.stream().map(Future::resultNow).distinct()).hasSize(1);
        assertThat(Files.readAllLines(journal)).hasSize(1);
    }

    /** A crash would take back what was told of too early. Each way of asking looks at orders that just come in. */
    @ParameterizedTest
    @EnumSource
    void nothingIsToldOfBeforeItIsOnTheDisk(Question question) throws Exception {
        int orders = 30;
        Path busy = folder.resolve("busy");
        try (Payments asked = new Payments(busy, orders);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < orders; n++) {
                UUID order = new UUID(n, n);
                Future<?> writing = threads.submit(() -> asked.authorize(asked(order, 100, order.toString()), true));
                while (!question.tellsOf(asked, order, n)) {
                    Thread.onSpinWait();
                }
                assertThat(Files.readString(busy)).as("order %d", n).contains(order.toString());
                writing.get();
            }
        }
    }

    private enum Question {
        FIND {
            @Override
            boolean tellsOf(Payments asked, UUID order, int number) throws InterruptedException {
                return asked.find(order).isPresent();
            }
        },
        PAGE {
            @Override
            boolean tellsOf(Payments asked, UUID order, int number) throws InterruptedException {
                return asked.page(Optional.empty(), number + 1).size() > number;
            }
        },
        ROWS {
            @Override
            boolean tellsOf(Payments asked, UUID order, int number) throws InterruptedException {
                return !asked.rows(number, 1).isEmpty();
            }
        },
        COUNTS {
            @Override
            boolean tellsOf(Payments asked, UUID order, int number) throws InterruptedException {
                return asked.counts().orders() > number;
            }
        };

        abstract boolean tellsOf(Payments asked, UUID order, int number) throws InterruptedException;
    }

    private static Asked asked(UUID order, long cents, String key) {
        return Asked.of(order, new Amount(cents, "USD"), Card.APPROVING, key);
    }
}
