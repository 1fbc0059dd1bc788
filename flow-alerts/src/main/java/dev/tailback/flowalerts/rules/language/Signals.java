package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What signals have by their kind, beside attributes; see {@link dev.tailback.flowalerts.rules.core.signal.Fields}. */
final class Signals {
    static final String DURATION = "duration";
    static final String VALUE = "value";
    static final String SPAN_ID = "span.id";

    private Signals() {}

    /** The kinds that can have it: any kind can have an attribute, whatever its name. */
    static Set<SignalKind> kindsThatHave(String field) {
        return switch (field) {
            case DURATION, SPAN_ID -> EnumSet.of(SignalKind.SPAN);
            case "trace.id" -> EnumSet.of(SignalKind.SPAN, SignalKind.LOG);
            default -> EnumSet.allOf(SignalKind.class);
        };
    }

    static boolean isDuration(SignalKind kind, String field) {
        return kind == SignalKind.SPAN && field.equals(DURATION);
    }

    /** Empty where anything may be. */
    static List<String> fewValuesOf(SignalKind kind, String field) {
        if (kind != SignalKind.SPAN) {
            return List.of();
        }
        return switch (field) {
            case "kind" -> List.of("INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
            case "status" -> List.of("UNSET", "OK", "ERROR");
            default -> List.of();
        };
    }
}
