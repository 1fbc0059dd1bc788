package dev.tailback.lab.drill.catalogue;

import dev.tailback.lab.terminal.WrittenDuration;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter of a fault, of which a seed makes a value: {@code a|b} is one of them, {@code 2..8} a whole number between,
 * {@code 900ms..2s} a time between, in steps of 100 ms; anything else is itself.
 */
record Choice(String text) {
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,6})\\.\\.(\\d{1,6})");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6}m?s)\\.\\.(\\d{1,6}m?s)");
    private static final int STEP_MILLIS = 100;

    Choice {
        if (text.isBlank() || List.of(text.split("\\|", -1)).contains("")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not allowed: a value, such as 5, 2..8, 1s..2s or a|b");
        }
        Matcher whole = WHOLE.matcher(text);
        Matcher time = TIME.matcher(text);
        if (whole.matches() && Integer.parseInt(whole.group(1)) > Integer.parseInt(whole.group(2))
                || time.matches() && duration(time.group(1)).compareTo(duration(time.group(2))) > 0) {
            throw new IllegalArgumentException("'" + text + "' is not allowed: the lesser one first");
        }
    }

    String draw(Random random) {
        Matcher whole = WHOLE.matcher(text);
        if (whole.matches()) {
            return String.valueOf(between(Integer.parseInt(whole.group(1)), Integer.parseInt(whole.group(2)), random));
        }
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            int least = steps(time.group(1));
            return WrittenDuration.text(
                    Duration.ofMillis((long) STEP_MILLIS * between(least, steps(time.group(2)), random)));
        }
        String[] some = text.split("\\|", -1);
        return some[random.nextInt(some.length)];
    }

    private static int steps(String time) {
        return (int) (duration(time).toMillis() / STEP_MILLIS);
    }

    private static Duration duration(String text) {
        return WrittenDuration.parse(text).orElseThrow();
    }

    static int between(int least, int most, Random random) {
        return least + random.nextInt(most - least + 1);
    }
}
