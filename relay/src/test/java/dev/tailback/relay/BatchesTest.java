package dev.tailback.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.EventRecord;
import dev.tailback.telemetry.SpanExport;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final List<OutboxRow> published = new ArrayList<>();
    private final List<String> remembered = new CopyOnWriteArrayList<>();
    private CompletableResultCode export = CompletableResultCode.ofSuccess();
    private boolean leads = true;

    private final Batches batches = batches(published::addAll);

    private Batches batches(Batches.Publishing publishing) {
        return new Batches(
                this::demandLead,
                publishing,
                new SpanExport(() -> export),
                MeterProvider.noop().get("test").counterBuilder("published").build());
    }

    private void demandLead() {
        if (!leads) {
            throw new IllegalStateException("this relay does not lead any more");
        }
    }

    @Test
    void whatWasPublishedIsCountedAndRememberedInItsOrder() throws Exception {
        batches.carry(List.of(row(7), row(5)), () -> remembered.add("first"));
        batches.carry(List.of(row(6)), () -> remembered.add("second"));
        batches.awaitRemembered();

        assertThat(published).hasSize(3);
        assertThat(batches.published()).isEqualTo(3);
        assertThat(batches.newestTransaction()).isEqualTo(7);
        assertThat(remembered).containsExactly("first", "second");
    }

    /** A process that was stopped wakes up with a batch in its hands, while another leads. */
    @Test
    void whoDoesNotLeadAnyMorePublishesNothing() {
        leads = false;

        assertThatThrownBy(() -> batches.carry(List.of(row(1)), () -> remembered.add("first")))
                .hasMessage("this relay does not lead any more");

        batches.awaitRemembered();
        assertThat(published).isEmpty();
        assertThat(remembered).isEmpty();
    }

    @Test
    void whatKafkaRefusedIsNotRemembered() {
        Batches refused = batches(rows -> {
            throw new RowRefused(row(1).record(), new IllegalStateException("too large"));
        });

        assertThatThrownBy(() -> refused.carry(List.of(row(1)), () -> remembered.add("first")))
                .hasMessageContainingAll("Kafka does not take the row", "the slot keeps it")
                .hasRootCauseMessage("too large");

        refused.awaitRemembered();
        assertThat(remembered).isEmpty();
        assertThat(refused.published()).isZero();
    }

    /** The slot would go past it. */
    @Test
    void afterABatchThatCouldNotBeRememberedNoneIs() throws Exception {
        batches.carry(List.of(row(1)), () -> {
            throw new IllegalStateException("the slot is gone");
        });
        batches.awaitRemembered();

        assertThatThrownBy(() -> batches.carry(List.of(row(2)), () -> remembered.add("second")))
                .hasMessage("an earlier batch could not be remembered")
                .hasRootCauseMessage("the slot is gone");

        batches.awaitRemembered();
        assertThat(remembered).isEmpty();
    }

    @Test
    void aBatchIsRememberedOnceTheSpansOfItsPublicationAreOut() throws Exception {
        export = new CompletableResultCode();

        batches.carry(List.of(row(1)), () -> remembered.add("first"));
        assertThat(remembered).isEmpty();
        export.succeed();

        await().until(() -> remembered.equals(List.of("first")));
    }

    private static OutboxRow row(long transaction) {
        return new OutboxRow(
                new EventRecord("id", "stock", "key", "dev.tailback.Test.v1", "{}", "/tailback/test", "now"),
                null,
                transaction,
                null);
    }
}
