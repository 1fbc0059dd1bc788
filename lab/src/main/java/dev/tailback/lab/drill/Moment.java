package dev.tailback.lab.drill;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that happened in a drill; public JSON.
 *
 * @param says may quote what came from outside
 */
public record Moment(Instant at, Who who, String says) {
    /** Whose doing it was. */
    public enum Who {
        /** What the lab did to the shop: told when the drill is over. */
        LAB,
        /** How the shop was, by its own figures. */
        SHOP,
        /** What flow-alerts told. */
        ALERT,
        /** Whoever practises. */
        PLAYER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isTold(boolean isOver) {
        return isOver || who != Who.LAB;
    }
}
