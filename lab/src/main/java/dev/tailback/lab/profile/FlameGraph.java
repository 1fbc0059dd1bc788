package dev.tailback.lab.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stacks that begin alike, laid on each other.
 *
 * @param activity what was done there, for the innermost alone; null for a frame
 * @param children the widest first
 */
record FlameGraph(String name, @Nullable Activity activity, double millis, List<FlameGraph> children) {
    FlameGraph {
        children = List.copyOf(children);
    }

    static FlameGraph of(Profile profile) {
        Growing root = new Growing(null);
        for (Profile.Stack stack : profile.stacks()) {
            root.add(stack);
        }
        return root.grown(profile.service());
    }

    private static final class Growing {
        private final @Nullable Activity activity;
        private final Map<String, Growing> frames = new LinkedHashMap<>();
        private final Map<Activity, Growing> ends = new LinkedHashMap<>();
        private double millis;

        Growing(@Nullable Activity activity) {
            this.activity = activity;
        }

        void add(Profile.Stack stack) {
            Growing at = this;
            at.millis += stack.millis();
            for (String frame : stack.frames()) {
                at = at.frames.computeIfAbsent(frame, name -> new Growing(null));
                at.millis += stack.millis();
            }
            at.ends.computeIfAbsent(stack.kind(), Growing::new).millis += stack.millis();
        }

        FlameGraph grown(String name) {
            List<FlameGraph> children = new ArrayList<>();
            frames.forEach((frame, growing) -> children.add(growing.grown(frame)));
            ends.forEach((kind, growing) -> children.add(growing.grown(kind.words())));
            children.sort(Comparator.comparingDouble(FlameGraph::millis).reversed());
            return new FlameGraph(name, activity, millis, children);
        }
    }
}
