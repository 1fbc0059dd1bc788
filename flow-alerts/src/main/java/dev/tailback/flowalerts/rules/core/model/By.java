package dev.tailback.flowalerts.rules.core.model;

import java.util.List;

/** The attributes whose values are a rule's key: it looks at the signals of each key alone. None: at all together. */
public record By(List<String> attributes) {
    public static final int MOST = 8;

    public By {
        attributes = List.copyOf(attributes);
        if (attributes.size() > MOST) {
            throw new IllegalArgumentException(
                    "by: %d attributes; allowed: at most %d".formatted(attributes.size(), MOST));
        }
    }

    public static By of(String... attributes) {
        return new By(List.of(attributes));
    }
}
