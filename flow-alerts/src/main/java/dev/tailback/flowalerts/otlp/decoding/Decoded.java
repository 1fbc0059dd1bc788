package dev.tailback.flowalerts.otlp.decoding;

import dev.tailback.flowalerts.otlp.wire.Limits;
import java.util.List;

/**
 * What a request held.
 *
 * @param reason why the first of what was rejected was; empty when nothing was
 * @param attributesLeftOut beyond the number that is kept of each
 */
public record Decoded<T>(List<T> items, long rejected, String reason, int attributesLeftOut) {

    static <T> Decoded<T> of(List<T> items, Flaws flaws, AttributeDecoder attributes) {
        return new Decoded<>(List.copyOf(items), flaws.rejected(), flaws.reason(), attributes.leftOut());
    }

    public boolean isWhole() {
        return rejected == 0 && attributesLeftOut == 0;
    }

    /** For the sender: what is missing of what it sent. */
    public String message() {
        return rejected > 0
                ? reason
                : attributesLeftOut + " attributes were left out; allowed: " + Limits.MAX_ATTRIBUTES + " of each";
    }
}
