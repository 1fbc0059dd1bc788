package dev.tailback.lab.profile;

import java.time.Instant;
import java.util.List;

/**
 * What a stage answers.
 *
 * @param seconds on the clock; every thread that worked all the while spent so many
 * @param looks how often its threads were looked at
 * @param lost how many looks more there should have been
 * @param mostThreads that were at work at once
 */
public record Profile(
        String service, Instant startedAt, double seconds, long looks, long lost, int mostThreads, List<Stack> stacks) {
    public Profile {
        stacks = List.copyOf(stacks);
    }

    /**
     * A place in the code and what was done there.
     *
     * @param frames the outermost first
     * @param millis over all threads
     */
    public record Stack(List<String> frames, String activity, double millis, long samples) {
        public Stack {
            frames = List.copyOf(frames);
        }

        Activity kind() {
            return Activity.of(activity);
        }
    }

    /** Of all threads. */
    double millis() {
        return stacks.stream().mapToDouble(Stack::millis).sum();
    }
}
