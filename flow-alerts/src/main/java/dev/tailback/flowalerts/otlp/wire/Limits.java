package dev.tailback.flowalerts.otlp.wire;

import java.time.Duration;

/** How much of anything is taken, by whatever way it comes. */
public final class Limits {
    /** A body as sent. What gRPC allows a message by default. */
    public static final int MAX_SENT = 4 << 20;

    /**
     * Unpacked: 16 MiB, or a thirty-second of the heap if that is less, since a body takes some twenty times its bytes
     * while it is turned into messages. An exporter's 512 spans are about one.
     */
    public static final int MAX_UNPACKED =
            (int) Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 32);

    /**
     * Spans, points, log records, their attributes and values: all that becomes an object, at some 200 bytes of the heap
     * each. An exporter's 512 spans are about 16,000. Empty ones take two bytes of a body, so its bytes alone say nothing.
     */
    public static final int MAX_ITEMS =
            (int) Math.min(500_000, Runtime.getRuntime().maxMemory() >> 10);

    /** Of the bodies in memory together: while one of the largest is read, there is room for many others. */
    public static final long BODIES = 4L * MAX_UNPACKED;

    /**
     * Of that, what a gRPC call takes before its size is known: gRPC hands over whole messages, and has them in its own
     * memory until then. So a connection has eight of its calls read at once.
     */
    public static final long UNKNOWN_MESSAGE = BODIES / 16;

    /** Of the heap for requests that are turned into objects, together: what the largest one takes. */
    public static final int PARSING =
            (int) Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 4);

    /** Messages within messages; an attribute of a span's event is the seventh, a list or map in it adds two or three. */
    static final int MAX_DEPTH = 64;

    /** Kept of each span, event, point and so on. The default of the OpenTelemetry SDKs, which hold to it unless told otherwise. */
    public static final int MAX_ATTRIBUTES = 128;

    /** Whoever sends more than this is not describing anything, and the whole request is refused. */
    public static final int MAX_ATTRIBUTES_SENT = 1_000;

    /** Time for a sender to send its request after it has begun. */
    public static final Duration MAX_SENDING = Duration.ofSeconds(20);

    private Limits() {}
}
