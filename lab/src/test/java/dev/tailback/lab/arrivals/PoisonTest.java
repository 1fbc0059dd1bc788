package dev.tailback.lab.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.events.Card;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.EventJson;
import dev.tailback.events.EventRecord;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.Undecodable;
import dev.tailback.events.UuidV7;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoisonTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final EventRecord good = EventRecord.of(
            UuidV7.at(NOON),
            new CartSubmitted(
                    OrderId.at(NOON),
                    NOON,
                    NOON.plusSeconds(30),
                    Card.APPROVING,
                    List.of(new Line(Sku.numbered(1), 1, Money.ofCents(1_999)))),
            "/tailback/lab");

    @ParameterizedTest
    @EnumSource
    void nobodyCanReadIt(Poison kind) {
        ProducerRecord<String, byte[]> record = kind.spoil(good);

        if (kind == Poison.NO_VALUE) {
            assertThat(record.value()).isNull();
        } else {
            String type = EventHeaders.required(record.headers(), EventHeaders.TYPE);
            assertThatThrownBy(() -> EventJson.read(type, record.value())).isInstanceOf(Undecodable.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsOrderIsKnownAllTheSame(Poison kind) {
        ProducerRecord<String, byte[]> record = kind.spoil(good);

        assertThat(record.key()).isEqualTo(good.key());
        assertThat(EventHeaders.required(record.headers(), EventHeaders.ID)).isEqualTo(good.id());
        assertThat(EventHeaders.required(record.headers(), EventHeaders.SUBJECT))
                .isEqualTo(good.key());
    }
}
