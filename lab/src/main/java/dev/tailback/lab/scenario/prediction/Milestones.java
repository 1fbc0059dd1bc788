package dev.tailback.lab.scenario.prediction;

import dev.tailback.lab.scenario.measuring.Recording;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The course of a stage's overload in four numbers; minutes are those of the demo, null for what never came. Found in the same
 * way in what was predicted and in what was measured.
 *
 * @param poolRunsOut the pool of the stage that reads: from when on few are left. A poll takes many at once, and whether one
 *     takes nearly all or all is decided by a tenth of a second
 * @param lagBegins from when on records wait for longer than a moment
 * @param highestLag the mean of half a minute: a lag falls by a whole poll when the poll is done
 * @param drained from when on none do any more, until the end
 */
public record Milestones(
        @Nullable Double poolRunsOut,
        @Nullable Double lagBegins,
        double highestLag,
        @Nullable Double drained) {
    private static final double MOST_OF_IT = 0.8;
    /** Looks in a row, a second apart: less is no state but a moment. */
    private static final int LASTING = 5;

    private static final int LONG = 30;

    private record Look(double minute, double value) {}

    /**
     * @param minutes the story's: shoppers who are still there go on waiting after it
     * @param noticeable fewer records are under way in a shop that is slow, and no backlog
     */
    static Milestones of(Recording recording, String stage, double minutes, double noticeable) {
        List<Look> lag = looks(recording, lag(stage), minutes);
        return new Milestones(
                firstLasting(looks(recording, pool(stage), minutes), MOST_OF_IT),
                firstLasting(lag, noticeable),
                highest(lag),
                firstLasting(lag, noticeable) == null ? null : drained(lag, noticeable));
    }

    /** The series of a stage's backlog. */
    static String lag(String stage) {
        return "lag." + stage;
    }

    /** The series of how full a stage's pool is. */
    static String pool(String stage) {
        return "pool." + stage;
    }

    private static List<Look> looks(Recording recording, String series, double minutes) {
        List<Look> looks = new ArrayList<>();
        recording.forEach(series, (minute, value) -> {
            if (minute >= 0 && minute < minutes) {
                looks.add(new Look(minute, value));
            }
        });
        return looks;
    }

    private static double highest(List<Look> looks) {
        double highest = 0;
        double sum = 0;
        for (int n = 0; n < looks.size(); n++) {
            sum += looks.get(n).value() - (n < LONG ? 0 : looks.get(n - LONG).value());
            highest = Math.max(highest, sum / LONG);
        }
        return highest;
    }

    private static @Nullable Double firstLasting(List<Look> looks, double least) {
        int inARow = 0;
        for (int n = 0; n < looks.size(); n++) {
            inARow = looks.get(n).value() >= least ? inARow + 1 : 0;
            if (inARow == LASTING) {
                return looks.get(n - LASTING + 1).minute();
            }
        }
        return null;
    }

    /** After the last stretch of time in which records waited; null when they still do. */
    private static @Nullable Double drained(List<Look> lag, double noticeable) {
        int inARow = 0;
        for (int n = lag.size() - 1; n >= 0; n--) {
            inARow = lag.get(n).value() >= noticeable ? inARow + 1 : 0;
            if (inARow == LASTING) {
                int next = n + LASTING;
                return next < lag.size() ? lag.get(next).minute() : null;
            }
        }
        return null;
    }
}
