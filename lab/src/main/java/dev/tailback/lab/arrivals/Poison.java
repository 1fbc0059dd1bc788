package dev.tailback.lab.arrivals;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.EventRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What can be wrong with a record so that nobody will ever read it, whatever is tried. */
public enum Poison {
    BROKEN_JSON,
    NO_VALUE,
    UNKNOWN_TYPE,
    UNKNOWN_VERSION,
    /** Which PostgreSQL keeps in no text, so that telling of it is dangerous, too. */
    NUL_CHARACTER,
    /** As large as a broker takes at most, less some room for the headers of a dead letter. */
    ONE_MEGABYTE,
    DEEP_NESTING;

    private static final int LARGE = 1_000_000;
    private static final int DEEP = 100_000;

    /** A good record spoilt; key, id and the other headers stay. */
    public ProducerRecord<String, byte[]> spoil(EventRecord cart) {
        return switch (this) {
            case BROKEN_JSON ->
                with(cart, cart.payload().substring(0, cart.payload().length() / 2));
            case NO_VALUE -> withoutValue(cart);
            case UNKNOWN_TYPE -> typed(cart, "dev.tailback.CartVanished.v1");
            case UNKNOWN_VERSION -> typed(cart, "dev.tailback.CartSubmitted.v99");
            case NUL_CHARACTER -> with(cart, cart.payload().replace("SKU-", "SKU-\\u0000"));
            case ONE_MEGABYTE -> with(cart, "{\"padding\":\"" + "x".repeat(LARGE) + "\"}");
            case DEEP_NESTING -> with(cart, "[".repeat(DEEP));
        };
    }

    private static ProducerRecord<String, byte[]> with(EventRecord cart, String payload) {
        ProducerRecord<String, byte[]> good = cart.toSend();
        return new ProducerRecord<>(good.topic(), null, good.key(), payload.getBytes(UTF_8), good.headers());
    }

    @SuppressWarnings("NullAway") // Kafka's tombstones are null, which its types do not say.
    private static ProducerRecord<String, byte[]> withoutValue(EventRecord cart) {
        ProducerRecord<String, byte[]> good = cart.toSend();
        return new ProducerRecord<>(good.topic(), null, good.key(), null, good.headers());
    }

    private static ProducerRecord<String, byte[]> typed(EventRecord cart, String type) {
        return new EventRecord(cart.id(), cart.topic(), cart.key(), type, cart.payload(), cart.source(), cart.time())
                .toSend();
    }
}
