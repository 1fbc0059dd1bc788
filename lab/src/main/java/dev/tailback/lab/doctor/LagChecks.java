package dev.tailback.lab.doctor;

import dev.tailback.events.Topics;
import dev.tailback.lab.lag.LagFigures;
import dev.tailback.lab.lag.LagFigures.Group;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** How far the shop's groups are behind, and how they get on. */
final class LagChecks {
    /** A shopper's usual patience: what waits longer is served to nobody. */
    private static final double LONGEST_SECONDS = 30;

    private LagChecks() {}

    static List<Check> checks(LagFigures lag) {
        if (!lag.known()) {
            return List.of(Check.silent("lag", "lag is not known: " + lag.reason()));
        }
        return lag.groups().stream()
                .filter(group -> !Topics.readBy(group.group()).isEmpty())
                .map(LagChecks::check)
                .toList();
    }

    private static Check check(Group group) {
        double seconds = Objects.requireNonNullElse(group.lagSeconds(), 0.0);
        return Check.of(
                "lag of " + group.group(),
                verdict(Objects.requireNonNullElse(group.status(), "OK"), seconds),
                seconds,
                LONGEST_SECONDS,
                String.format(
                        Locale.ROOT,
                        "%s, %d records and %.1f s behind",
                        Objects.requireNonNullElse(group.status(), "nothing committed"),
                        Objects.requireNonNullElse(group.lag(), 0L),
                        seconds),
                "./tailback lag " + group.group() + " shows its partitions, ./tailback logs " + group.group()
                        + " why it does not read on");
    }

    private static Verdict verdict(String status, double seconds) {
        return switch (status) {
            case "STALL", "STOP" -> Verdict.BAD;
            case "OK" -> seconds >= LONGEST_SECONDS ? Verdict.BAD : Verdict.OK;
            default -> seconds >= LONGEST_SECONDS ? Verdict.BAD : Verdict.WARN;
        };
    }
}
