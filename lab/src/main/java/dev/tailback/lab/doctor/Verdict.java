package dev.tailback.lab.doctor;

import java.util.Locale;

/** How a check came out. */
public enum Verdict {
    OK,
    WARN,
    BAD;

    /** A number that should stay low: bad beyond one mark, to be watched beyond the other. */
    static Verdict of(double number, double warnOver, double badOver) {
        if (number > badOver) {
            return BAD;
        }
        return number > warnOver ? WARN : OK;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
