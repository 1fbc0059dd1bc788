package dev.tailback.flowalerts.otlp;

import java.time.Duration;

/** How much of anything is taken, by whatever way it comes. */
public final class Limits {
    /** A body as sent. What gRPC allows a message by default. */
    static final int MAX_SENT = 4 << 20;

    /**
     * Unpacked: 16 MiB, or a thirty-second of the heap if that is less, since a body takes some twenty times its bytes
     * while it is turned into messages. An exporter's 512 spans are about one.
     */
    public static final int MAX_UNPACKED =
            (int) Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 32);

    /** Messages within messages; an attribute of a span's event is the seventh, a list or map in it adds two or three. */
    static final int MAX_DEPTH = 64;

    /** Kept of each span, event, point and so on. The default of the OpenTelemetry SDKs, which hold to it unless told otherwise. */
    static final int MAX_ATTRIBUTES = 128;

    /** Whoever sends more than this is not describing anything, and the whole request is refused. */
    static final int MAX_ATTRIBUTES_SENT = 1_000;

    /** Time for a sender to send its request after it has begun. */
    public static final Duration MAX_SENDING = Duration.ofSeconds(20);

    private Limits() {}
}
