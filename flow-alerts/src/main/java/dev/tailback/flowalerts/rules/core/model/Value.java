package dev.tailback.flowalerts.rules.core.model;

/** What a rule compares an attribute with. */
public sealed interface Value {
    static Value of(String text) {
        return new Text(text);
    }

    static Value of(double number) {
        return new Num(number);
    }

    static Value of(boolean truth) {
        return new Bool(truth);
    }

    /** Equal to a string that reads so, letter by letter. */
    record Text(String text) implements Value {
        @Override
        public String toString() {
            return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
        }
    }

    /** Equal to any number of that value. */
    record Num(double number) implements Value {
        public Num {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException(
                        "a rule compares with %s; allowed: a finite number".formatted(number));
            }
        }

        @Override
        public String toString() {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString((long) number)
                    : Double.toString(number);
        }
    }

    /** Equal to a boolean of that value, and to the text {@code true} or {@code false}, as some senders write it. */
    record Bool(boolean truth) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(truth);
        }
    }
}
