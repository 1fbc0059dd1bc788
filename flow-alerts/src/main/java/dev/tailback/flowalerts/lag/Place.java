package dev.tailback.flowalerts.lag;

import java.util.Comparator;

/** A partition of a topic. */
public record Place(String topic, int partition) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::topic).thenComparingInt(Place::partition);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
