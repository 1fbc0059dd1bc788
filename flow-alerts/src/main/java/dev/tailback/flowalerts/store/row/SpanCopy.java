package dev.tailback.flowalerts.store.row;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.flowalerts.spans.Span;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows in the binary format of COPY: nothing is turned into text and back, and nothing needs escaping. Sends a
 * piece whenever it has one, so that a batch never lies in memory as a whole.
 */
public final class SpanCopy {
    public static final String SQL = """
            COPY trace_spans (trace_id, span_id, parent_span_id, service, operation, started_at, ended_at, duration_ms,
                              status, outcome, order_id, metadata)
            FROM STDIN (FORMAT binary)""";

    private static final short COLUMNS = 12;
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(ISO_8859_1);
    private static final byte[] NOTHING = {};
    private static final int NULL = -1;
    private static final byte JSONB_VERSION = 1;
    private static final int PIECE = 64 << 10;

    /** PostgreSQL counts microseconds from the beginning of the year 2000. */
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;

    private static final long NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final CopyIn copy;
    private final MetadataWriter metadata = new MetadataWriter();
    private ByteBuffer buffer = ByteBuffer.allocate(2 * PIECE);

    public SpanCopy(CopyIn copy) {
        this.copy = copy;
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    public void write(StoredSpan row) throws SQLException {
        Span span = row.span();
        room(Short.BYTES).putShort(COLUMNS);
        room(Integer.BYTES + 2 * Long.BYTES)
                .putInt(2 * Long.BYTES)
                .putLong(span.traceId().high())
                .putLong(span.traceId().low());
        number(span.spanId());
        if (span.isRoot()) {
            room(Integer.BYTES).putInt(NULL);
        } else {
            number(span.parentSpanId());
        }
        text(span.service());
        text(span.name());
        time(span.startUnixNano());
        time(span.endUnixNano());
        number(Double.doubleToRawLongBits(span.durationNanos() / NANOS_PER_MILLI));
        text(row.status().word());
        text(row.partition().outcome().word());
        text(row.orderId());
        metadata(span);
        if (buffer.position() >= PIECE) {
            send();
        }
    }

    /** Returns how many rows the database has. */
    public long end() throws SQLException {
        room(Short.BYTES).putShort((short) -1);
        send();
        return copy.endCopy();
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private void number(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    private void time(long unixNano) {
        number(unixNano / NANOS_PER_MICRO - MICROS_TO_2000);
    }

    private void text(@Nullable String text) {
        if (text == null) {
            room(Integer.BYTES).putInt(NULL);
        } else {
            bytes(NOTHING, Text.storable(text).getBytes(UTF_8));
        }
    }

    private void metadata(Span span) {
        bytes(new byte[] {JSONB_VERSION}, metadata.of(span));
    }

    private void bytes(byte[] first, byte[] rest) {
        int length = first.length + rest.length;
        room(Integer.BYTES + length).putInt(length).put(first).put(rest);
    }

    /** The buffer, with so much room in it. */
    private ByteBuffer room(int length) {
        if (buffer.remaining() < length) {
            byte[] larger = Arrays.copyOf(buffer.array(), Math.max(2 * buffer.capacity(), buffer.position() + length));
            buffer = ByteBuffer.wrap(larger).position(buffer.position());
        }
        return buffer;
    }
}
