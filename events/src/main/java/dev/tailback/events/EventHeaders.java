package dev.tailback.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The headers of a record: CloudEvents 1.0 in Kafka's binary mode, and W3C trace context. */
public final class EventHeaders {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";
    /** When the relay found that Kafka had never got this event, and sent it; on such events only. */
    public static final String RECONCILED = "tailback_reconciled";
    /** Where the dead letter lies from which this record was sent again; on such records only. */
    public static final String REPLAYED = "tailback_replayed";

    private EventHeaders() {}

    public static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name)).map(Header::value).map(value -> new String(value, UTF_8));
    }

    public static String required(Headers headers, String name) {
        return text(headers, name).orElseThrow(() -> new Undecodable("header " + name + " is missing"));
    }

    public static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(UTF_8));
    }
}
