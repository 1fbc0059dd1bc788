package dev.tailback.flowalerts.store.search;

import dev.tailback.flowalerts.signals.TraceId;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last row of a page, in the order of pages: the latest start first, then by trace and span. */
public record PageEnd(long startMicros, TraceId trace, long span) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})-([0-9a-f]{32})-([0-9a-f]{16})");

    public static Optional<PageEnd> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return TraceId.parse(matcher.group(2))
                .map(trace -> new PageEnd(
                        Long.parseLong(matcher.group(1)), trace, HexFormat.fromHexDigitsToLong(matcher.group(3))));
    }

    @Override
    public String toString() {
        return startMicros + "-" + trace + "-" + HexFormat.of().toHexDigits(span);
    }
}
