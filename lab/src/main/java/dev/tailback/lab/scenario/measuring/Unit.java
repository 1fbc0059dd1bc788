package dev.tailback.lab.scenario.measuring;

import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.WrittenDuration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a number is written and read. */
public enum Unit {
    SHARE("a share such as 0.25 or 25%") {
        @Override
        OptionalDouble parse(String text) {
            OptionalDouble number = number(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
            if (number.isEmpty()) {
                return number;
            }
            double share = text.endsWith("%") ? number.getAsDouble() / 100 : number.getAsDouble();
            return share <= 1 ? OptionalDouble.of(share) : OptionalDouble.empty();
        }

        @Override
        public String text(double value) {
            return String.format(Locale.ROOT, "%.1f %%", 100 * value);
        }
    },
    TIME("a duration such as 250ms or 2s") {
        @Override
        OptionalDouble parse(String text) {
            return WrittenDuration.parse(text)
                    .map(duration -> OptionalDouble.of(duration.toMillis()))
                    .orElse(OptionalDouble.empty());
        }

        @Override
        public String text(double value) {
            return Amounts.millis(value);
        }
    },
    COUNT("a number such as 20") {
        @Override
        public String text(double value) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
    },
    RATE("a number such as 7.5") {
        @Override
        public String text(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
    };

    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");

    private final String allowed;

    Unit(String allowed) {
        this.allowed = allowed;
    }

    String allowed() {
        return allowed;
    }

    /** Empty for what is none. */
    OptionalDouble parse(String text) {
        return number(text);
    }

    public abstract String text(double value);

    private static OptionalDouble number(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
