package dev.tailback.flowalerts.rules.yaml;

import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.issues.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One value, read as whatever it is to be; empty, and told, when it is something else.
 *
 * @param name of what has the value
 */
public record Reading(String name, Value value, Issues issues) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");

    public Place place() {
        return value.place();
    }

    public Optional<Value.Scalar> scalar() {
        if (value instanceof Value.Scalar scalar && !scalar.isNothing()) {
            return Optional.of(scalar);
        }
        wrong(Code.WRONG_TYPE, "one value", "write it behind the colon");
        return Optional.empty();
    }

    public Optional<String> text(int longest) {
        return scalar().map(Value.Scalar::text).filter(text -> {
            if (text.length() > longest) {
                issues.add(
                        Code.TOO_LONG,
                        place(),
                        "%s has %,d characters; allowed: %,d".formatted(name, text.length(), longest),
                        "shorten it");
            }
            return text.length() <= longest;
        });
    }

    /** @param allowed what the pattern stands for, in words */
    public Optional<String> name(Pattern pattern, String allowed, String fix) {
        return scalar().map(Value.Scalar::text).filter(text -> {
            boolean fits = pattern.matcher(text).matches();
            if (!fits) {
                wrong(Code.WRONG_NAME, allowed, fix);
            }
            return fits;
        });
    }

    public Optional<Duration> duration(Duration least, Duration most) {
        return scalar().flatMap(scalar -> {
            Optional<Duration> duration = Durations.parse(scalar.text());
            if (duration.isEmpty()
                    || duration.get().compareTo(least) < 0
                    || duration.get().compareTo(most) > 0) {
                wrong(
                        Code.WRONG_DURATION,
                        "a duration from %s to %s".formatted(Durations.text(least), Durations.text(most)),
                        "write a number and its unit, such as 500ms, 10s, 5m or 1h30m");
                return Optional.empty();
            }
            return duration;
        });
    }

    public Optional<Long> whole(long least, long most) {
        return number().filter(number -> {
                    boolean fits = number == Math.rint(number) && number >= least && number <= most;
                    if (!fits) {
                        wrong(
                                Code.WRONG_NUMBER,
                                "a whole number from %,d to %,d".formatted(least, most),
                                "write such a number");
                    }
                    return fits;
                })
                .map(Double::longValue);
    }

    public Optional<Double> number() {
        return scalar().flatMap(scalar -> {
            if (!scalar.isPlain() || !NUMBER.matcher(scalar.text()).matches()) {
                wrong(Code.WRONG_TYPE, "a number", "write digits without quotes");
                return Optional.empty();
            }
            return Optional.of(Double.parseDouble(scalar.text()));
        });
    }

    public Optional<Boolean> flag() {
        return word(List.of("true", "false")).map(Boolean::parseBoolean);
    }

    public Optional<String> word(List<String> allowed) {
        return scalar().map(Value.Scalar::text).filter(text -> {
            if (!allowed.contains(text)) {
                wrong(
                        Code.WRONG_WORD,
                        String.join(", ", allowed),
                        Nearest.of(text, allowed)
                                .map(near -> "write '" + near + "'")
                                .orElse("write one of them"));
            }
            return allowed.contains(text);
        });
    }

    private void wrong(Code code, String allowed, String fix) {
        issues.add(code, place(), "%s is %s; allowed: %s".formatted(name, value.kind(), allowed), fix);
    }
}
