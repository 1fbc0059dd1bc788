package dev.tailback.flowalerts.store.search;

import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanLink;
import dev.tailback.flowalerts.store.row.Metadata;
import dev.tailback.flowalerts.store.row.MetadataReader;
import dev.tailback.flowalerts.store.table.Connections;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds spans in the table. One that was told twice is found once, as it was told of its latest start. */
public final class SpanSearch {
    // A transaction's batch of 500, each with a dozen spans.
    private static final int MOST_OF_A_TRACE = 10_000;

    private static final String ROWS = """
            SELECT trace_id, span_id, parent_span_id, service, operation,
                   (extract(epoch FROM started_at) * 1000000)::bigint AS start_micros, duration_ms, metadata
            FROM trace_spans
            %s
            ORDER BY started_at DESC, trace_id, span_id
            LIMIT ?""";

    private static final long NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Connections connections;

    public SpanSearch(Connections connections) {
        this.connections = connections;
    }

    public List<Span> trace(TraceId trace) {
        return find(SpanQuery.ofTrace(trace, MOST_OF_A_TRACE)).spans();
    }

    public SpanPage find(SpanQuery query) {
        Where where = Where.of(query);
        try (Connection connection = connections.reader();
                PreparedStatement statement = connection.prepareStatement(ROWS.formatted(where.sql()))) {
            statement.setInt(where.bind(statement), query.limit() + 1);
            try (ResultSet rows = statement.executeQuery()) {
                return page(rows, query.limit());
            }
        } catch (SQLException failure) {
            throw new StoreAway(failure);
        }
    }

    private static SpanPage page(ResultSet rows, int limit) throws SQLException {
        MetadataReader metadata = new MetadataReader();
        Set<SpanLink> seen = new HashSet<>();
        List<Span> spans = new ArrayList<>();
        @Nullable PageEnd end = null;
        for (int row = 0; rows.next(); row++) {
            if (row == limit) {
                return new SpanPage(List.copyOf(spans), end);
            }
            Span span = span(rows, metadata);
            end = new PageEnd(rows.getLong("start_micros"), span.traceId(), span.spanId());
            if (seen.add(new SpanLink(span.traceId(), span.spanId()))) {
                spans.add(span);
            }
        }
        return new SpanPage(List.copyOf(spans), null);
    }

    private static Span span(ResultSet row, MetadataReader reader) throws SQLException {
        UUID trace = row.getObject("trace_id", UUID.class);
        byte[] parent = row.getBytes("parent_span_id");
        Metadata metadata = reader.read(row.getString("service"), row.getString("metadata"));
        long start = row.getLong("start_micros") * NANOS_PER_MICRO + metadata.startNanos();
        return new Span(
                new TraceId(trace.getMostSignificantBits(), trace.getLeastSignificantBits()),
                number(row.getBytes("span_id")),
                parent == null ? Span.NO_PARENT : number(parent),
                metadata.resource(),
                metadata.scope(),
                row.getString("operation"),
                metadata.kind(),
                start,
                start + Math.round(row.getDouble("duration_ms") * NANOS_PER_MILLI),
                metadata.status(),
                metadata.message(),
                metadata.attributes(),
                metadata.events(),
                metadata.links());
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
