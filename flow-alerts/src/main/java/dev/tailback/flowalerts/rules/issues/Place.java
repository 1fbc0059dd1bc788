package dev.tailback.flowalerts.rules.issues;

import java.util.Comparator;

/** Where something stands in a file; lines and columns count from one. */
public record Place(String file, int line, int column) {
    public static final Comparator<Place> IN_ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    public static Place beginningOf(String file) {
        return new Place(file, 1, 1);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
