package dev.tailback.telemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as its clock sees it: all that is needed to say which minute of it a moment belongs to. Whoever knows the
 * same run says the same minute.
 *
 * @param mode the scenario's name
 * @param startSeconds Unix time
 * @param speed how many minutes of the demo pass in a real one
 * @param phases in the order in which they begin
 */
public record DemoRun(String mode, long startSeconds, double speed, List<Phase> phases) {
    public static final String OFF = "off";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");
    private static final String NAMES = "1 to 50 small letters, digits, - and _";
    /** Ten digits: milliseconds, which somebody may give by mistake, have thirteen. */
    private static final long EARLIEST = 1_000_000_000L;

    private static final long LATEST = 9_999_999_999L;
    private static final double FASTEST = 1_000;
    public static final int MOST_PHASES = 100;

    /** A part of the scenario, from that minute of the demo on. */
    public record Phase(String name, double from) {
        public Phase {
            demand(NAME.matcher(name).matches(), "a phase's name", NAMES, name);
            demand(from >= 0 && from <= LATEST, "from of phase " + name, "a minute, 0 or later", from);
        }
    }

    private static final List<Phase> BLACK_FRIDAY = List.of(
            new Phase("ramp", 0),
            new Phase("peak", 10),
            new Phase("degradation", 15),
            new Phase("exhaustion", 20),
            new Phase("critical", 25),
            new Phase("repair", 30));
    private static final Map<String, List<Phase>> USUAL =
            Map.of("black-friday", BLACK_FRIDAY, "blackfriday", BLACK_FRIDAY);

    public DemoRun {
        phases = List.copyOf(phases);
        demand(NAME.matcher(mode).matches() && !mode.equals(OFF), "mode", NAMES + ", or off", mode);
        demand(
                startSeconds >= EARLIEST && startSeconds <= LATEST,
                "start_timestamp",
                "Unix seconds of ten digits",
                startSeconds);
        demand(speed > 0 && speed <= FASTEST, "speed", "above 0 and at most " + (int) FASTEST, speed);
        demand(phases.size() <= MOST_PHASES, "phases", "at most " + MOST_PHASES, phases.size());
        for (int later = 1; later < phases.size(); later++) {
            Phase before = phases.get(later - 1);
            Phase phase = phases.get(later);
            demand(
                    phase.from() > before.from(),
                    "from of phase " + phase.name(),
                    "after that of " + before.name() + ", which is " + before.from(),
                    phase.from());
        }
    }

    /** The run that the environment tells of: DEMO_MODE, DEMO_START_TIMESTAMP, DEMO_SPEED, DEMO_PHASES. */
    static @Nullable DemoRun of(Function<String, @Nullable String> environment) {
        String mode = given(environment, "DEMO_MODE");
        if (mode == null || mode.equals(OFF)) {
            return null;
        }
        String start = given(environment, "DEMO_START_TIMESTAMP");
        String speed = given(environment, "DEMO_SPEED");
        try {
            demand(start != null, "start_timestamp", "Unix seconds when there is a mode", "missing");
            return new DemoRun(
                    mode,
                    Long.parseLong(String.valueOf(start)),
                    speed == null ? 1 : Double.parseDouble(speed),
                    phasesOf(given(environment, "DEMO_PHASES"), mode));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "DEMO_MODE=%s DEMO_START_TIMESTAMP=%s DEMO_SPEED=%s DEMO_PHASES=%s tell of no demo: %s"
                            .formatted(mode, start, speed, environment.apply("DEMO_PHASES"), wrong.getMessage()),
                    wrong);
        }
    }

    private static @Nullable String given(Function<String, @Nullable String> environment, String name) {
        String value = environment.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Of a demo of which nobody says anything but its name and its start; none if it is not a well-known one. */
    public static List<Phase> usualPhases(String mode) {
        return USUAL.getOrDefault(mode, List.of());
    }

    /** Such as {@code ramp=0,peak=10}. */
    private static List<Phase> phasesOf(@Nullable String text, String mode) {
        if (text == null) {
            return usualPhases(mode);
        }
        List<Phase> phases = new ArrayList<>();
        for (String part : Arrays.asList(text.split(","))) {
            int equals = part.indexOf('=');
            demand(equals > 0, "a phase", "NAME=MINUTE", part);
            phases.add(new Phase(part.substring(0, equals).strip(), Double.parseDouble(part.substring(equals + 1))));
        }
        return phases;
    }

    /** Empty before the run begins. */
    public OptionalLong minuteAt(Instant moment) {
        double minutes = minutesAt(moment);
        return minutes < 0 ? OptionalLong.empty() : OptionalLong.of((long) minutes);
    }

    /** Null before the first phase begins. */
    public @Nullable String phaseAt(Instant moment) {
        double minutes = minutesAt(moment);
        return phases.reversed().stream()
                .filter(phase -> phase.from() <= minutes)
                .map(Phase::name)
                .findFirst()
                .orElse(null);
    }

    private double minutesAt(Instant moment) {
        return (moment.toEpochMilli() - startSeconds * 1_000) / 60_000.0 * speed;
    }

    private static void demand(boolean isMet, String what, String allowed, @Nullable Object value) {
        if (!isMet) {
            throw new IllegalArgumentException("%s must be %s, but was %s".formatted(what, allowed, value));
        }
    }
}
