package dev.tailback.lab.topics;

import dev.tailback.lab.terminal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record for people: bounded, and harmless to a terminal. */
public final class RecordLines {
    private static final int MOST_HEADERS = 100;

    private RecordLines() {}

    /** With the line that begins it emphasised. */
    public static List<String> of(StoredRecord record, UnaryOperator<String> emphasis) {
        List<String> lines = new ArrayList<>();
        lines.add(emphasis.apply("%s  %s  key %s"
                .formatted(
                        record.time(),
                        record.place(),
                        record.key().map(Printable::text).orElse("(null)"))));
        lines.add("  trace    " + record.traceId().orElse("none"));
        lines.add("  headers");
        headers(record.headers()).forEach(line -> lines.add("  " + line));
        payload(record.value()).forEach(line -> lines.add("  " + line));
        return lines;
    }

    public static List<String> headers(Headers headers) {
        List<String> lines = new ArrayList<>();
        int count = 0;
        for (Header header : headers) {
            if (count++ < MOST_HEADERS) {
                lines.add("  " + Printable.text(header.key()) + ": " + Printable.bytes(header.value()));
            }
        }
        if (count > MOST_HEADERS) {
            lines.add("  … " + (count - MOST_HEADERS) + " more");
        }
        return lines;
    }

    public static List<String> payload(byte @Nullable [] value) {
        List<String> lines = new ArrayList<>();
        lines.add("payload" + (value == null ? "" : ", " + value.length + " bytes"));
        Printable.payload(MaskedCards.in(value)).forEach(line -> lines.add("  " + line));
        return lines;
    }
}
