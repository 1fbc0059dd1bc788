package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.engine.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Which keys have something to do when the watermark comes to a step. */
final class Wheel {
    static final long NOWHERE = Long.MAX_VALUE;

    private final long step;
    private final TreeMap<Long, List<Keyed>> slots = new TreeMap<>();
    private long recent = NOWHERE;
    private List<Keyed> ofRecent = new ArrayList<>();

    Wheel(long step) {
        this.step = step;
    }

    void put(Keyed keyed, long time) {
        if (time == Plan.NO_LIMIT) {
            return;
        }
        long slot = -Math.floorDiv(-time, step);
        if (slot >= keyed.slot) {
            return;
        }
        keyed.slot = slot;
        if (slot != recent) {
            recent = slot;
            ofRecent = slots.computeIfAbsent(slot, number -> new ArrayList<>());
        }
        ofRecent.add(keyed);
    }

    /** Hands out those that are due, each once; one that is due again in that time is handed out again. */
    void turn(long watermark, Consumer<Keyed> action) {
        long now = Math.floorDiv(watermark, step);
        while (!slots.isEmpty() && slots.firstKey() <= now) {
            Map.Entry<Long, List<Keyed>> first = slots.pollFirstEntry();
            recent = NOWHERE;
            for (Keyed keyed : first.getValue()) {
                if (keyed.slot == first.getKey()) {
                    keyed.slot = NOWHERE;
                    action.accept(keyed);
                }
            }
        }
    }
}
