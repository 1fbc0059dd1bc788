package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.engine.limit.Meter;
import dev.tailback.flowalerts.rules.core.engine.plan.Anchors;
import dev.tailback.flowalerts.rules.core.engine.plan.Plan;
import dev.tailback.flowalerts.rules.core.engine.plan.Planner;
import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Fields;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether some rule asks for a signal. Who takes signals in hands on only these; many threads may ask at once, which the
 * engine's own index does not bear. What it says yes to is what the engine counts as matched.
 */
public final class Asked {
    private final OfKind[] kinds;

    private Asked(OfKind[] kinds) {
        this.kinds = kinds;
    }

    public static Asked of(List<Rule> rules) {
        OfKind[] kinds =
                Arrays.stream(SignalKind.values()).map(kind -> new OfKind()).toArray(OfKind[]::new);
        for (Rule rule : rules) {
            Plan plan = Planner.plan(rule);
            for (Plan.Use use : plan.uses) {
                kinds[use.atom().kind().ordinal()].add(Planner.asked(use.atom(), use.hold() >= 0));
            }
            for (Meter meter : plan.limits.meters) {
                Atom of = meter.limit.figure().of();
                kinds[of.kind().ordinal()].add(Planner.asked(of, false));
            }
        }
        for (OfKind kind : kinds) {
            kind.build();
        }
        return new Asked(kinds);
    }

    public boolean wants(Signal signal) {
        return kinds[signal.kind().ordinal()].wants(signal.fields());
    }

    public boolean wantsNone(SignalKind kind) {
        return kinds[kind.ordinal()].isEmpty();
    }

    /** Of one kind of signal, by an attribute that each predicate needs. */
    private static final class OfKind {
        private static final Predicate[] NONE = {};

        private final Map<String, Slot> byAttribute = new LinkedHashMap<>();
        private String[] attributes = {};
        private Slot[] slots = {};
        private Predicate[] always = NONE;

        private static final class Slot {
            final Map<Object, Predicate[]> byValue = new HashMap<>();
            Predicate[] whatever = NONE;
        }

        void add(Predicate predicate) {
            Anchors.of(predicate)
                    .ifPresentOrElse(
                            anchors -> anchors.forEach(anchor -> hang(predicate, anchor)),
                            () -> always = with(always, predicate));
        }

        private void hang(Predicate predicate, Anchors.Anchor anchor) {
            Slot slot = byAttribute.computeIfAbsent(anchor.attribute(), name -> new Slot());
            if (anchor.value() == null) {
                slot.whatever = with(slot.whatever, predicate);
            } else {
                for (Object value : Index.equals(anchor.value())) {
                    slot.byValue.merge(value, new Predicate[] {predicate}, (some, one) -> with(some, one[0]));
                }
            }
        }

        private static Predicate[] with(Predicate[] some, Predicate one) {
            ArrayList<Predicate> all = new ArrayList<>(List.of(some));
            if (!all.contains(one)) {
                all.add(one);
            }
            return all.toArray(Predicate[]::new);
        }

        void build() {
            attributes = byAttribute.keySet().toArray(String[]::new);
            slots = byAttribute.values().toArray(Slot[]::new);
        }

        boolean isEmpty() {
            return attributes.length == 0 && always.length == 0;
        }

        boolean wants(Fields fields) {
            for (int i = 0; i < attributes.length; i++) {
                Object value = fields.get(attributes[i]);
                if (value != null && wants(slots[i], value, fields)) {
                    return true;
                }
            }
            return anyHolds(always, fields);
        }

        private static boolean wants(Slot slot, Object value, Fields fields) {
            Predicate[] found = slot.byValue.get(Index.comparable(value));
            return (found != null && anyHolds(found, fields)) || anyHolds(slot.whatever, fields);
        }

        private static boolean anyHolds(Predicate[] predicates, Fields fields) {
            for (Predicate predicate : predicates) {
                if (predicate.holds(fields)) {
                    return true;
                }
            }
            return false;
        }
    }
}
