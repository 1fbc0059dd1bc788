package dev.tailback.lab.arrivals;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a whole, written as a percentage. Exact, so that it falls on the same ones everywhere. */
public record Share(int millionths) {
    public static final String ALLOWED = "a percentage from 0% to 100%, such as 1% or 0.25%";
    static final int WHOLE = 1_000_000;

    public static final Share NONE = new Share(0);
    public static final Share ALL = new Share(WHOLE);

    private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)%");

    public Share {
        if (millionths < 0 || millionths > WHOLE) {
            throw new IllegalArgumentException("a share is 0 to " + WHOLE + " millionths, but got " + millionths);
        }
    }

    /** Throws an {@link IllegalArgumentException} for anything that is no percentage. */
    public static Share of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            int millionths = new BigDecimal(matcher.group(1)).movePointRight(4).intValueExact();
            if (millionths <= WHOLE) {
                return new Share(millionths);
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not allowed: " + ALLOWED);
    }

    public double fraction() {
        return (double) millionths / WHOLE;
    }

    public boolean isNone() {
        return millionths == 0;
    }

    /**
     * Whether the n-th is one of them. They lie as evenly as whole numbers can: of any m in a row, it is the share of
     * m, rounded up or down.
     *
     * @param phase 0 to 999,999: where in the pattern it begins
     */
    public boolean fallsOn(long n, int phase) {
        return ((n + 1) * millionths + phase) / WHOLE > (n * millionths + phase) / WHOLE;
    }
}
