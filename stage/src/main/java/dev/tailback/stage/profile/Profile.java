package dev.tailback.stage.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where the threads at work spent their time.
 *
 * @param lasted as the clock has it; so many threads at work spend so many times that
 * @param looks how often the threads were looked at
 * @param lost how many looks more there should have been: looking takes a twentieth of the time at most
 * @param mostThreads that were at work at once
 */
public record Profile(Instant startedAt, Duration lasted, long looks, long lost, int mostThreads, List<Stack> stacks) {
    public Profile {
        stacks = List.copyOf(stacks);
    }

    /**
     * A place in the code and what was done there.
     *
     * @param frames the name of the work first, the innermost frame last
     * @param spent over all threads
     * @param samples how often a thread was seen there
     */
    public record Stack(List<String> frames, Activity activity, Duration spent, long samples) {
        public Stack {
            frames = List.copyOf(frames);
        }
    }
}
