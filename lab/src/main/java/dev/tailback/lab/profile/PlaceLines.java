package dev.tailback.lab.profile;

import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Printable;
import java.util.List;
import java.util.Locale;

/** The largest places on a terminal. */
public final class PlaceLines {
    private static final int SHOWN = 8;
    private static final double TOO_SMALL = 0.005;

    private PlaceLines() {}

    public static List<String> of(Profile profile) {
        return new Places(profile)
                .largest(SHOWN).stream()
                        .filter(place -> place.share() >= TOO_SMALL)
                        .map(PlaceLines::line)
                        .toList();
    }

    private static String line(Places.Place place) {
        return String.format(
                Locale.ROOT,
                "%4.0f %%  %8s  %-23s  under %s",
                100 * place.share(),
                Amounts.millis(place.millis()),
                place.activity().words(),
                Printable.text(place.under()));
    }
}
