package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.engine.plan.Anchors;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Value;
import dev.tailback.flowalerts.rules.core.signal.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds the predicates that a signal of one kind satisfies, by what it has, so that rules that do not concern it cost
 * nothing: each predicate hangs on attributes, and values where it names them, that must be there for it to hold.
 */
final class Index {
    /** With more attributes than these it goes through the signal's own instead of asking for each. */
    private static final int FEW = 12;

    private static final Matcher[] NONE = {};

    private final Map<Predicate, Matcher> matchers = new LinkedHashMap<>();
    private final Map<String, Slot> byAttribute = new LinkedHashMap<>();
    private String[] attributes = {};
    private Slot[] slots = {};
    private Matcher[] always = NONE;
    private long looks;

    private static final class Slot {
        final Map<Object, Matcher[]> byValue = new HashMap<>();
        Matcher[] whatever = NONE;
    }

    Matcher ask(Predicate predicate) {
        return matchers.computeIfAbsent(predicate, Matcher::new);
    }

    /** No more is asked. */
    void build() {
        for (Matcher matcher : matchers.values()) {
            matcher.targets = matcher.asked.toArray(Matcher.Target[]::new);
            Anchors.of(matcher.predicate)
                    .ifPresentOrElse(
                            anchors -> anchors.forEach(anchor -> hang(matcher, anchor)),
                            () -> always = with(always, matcher));
        }
        attributes = byAttribute.keySet().toArray(String[]::new);
        slots = byAttribute.values().toArray(Slot[]::new);
    }

    private void hang(Matcher matcher, Anchors.Anchor anchor) {
        Slot slot = byAttribute.computeIfAbsent(anchor.attribute(), name -> new Slot());
        if (anchor.value() == null) {
            slot.whatever = with(slot.whatever, matcher);
        } else {
            for (Object value : equals(anchor.value())) {
                slot.byValue.merge(value, new Matcher[] {matcher}, (some, one) -> with(some, one[0]));
            }
        }
    }

    /** What an attribute's value may be for an anchor to find it. */
    static List<Object> equals(Value value) {
        return switch (value) {
            case Value.Text text -> List.of(text.text());
            case Value.Num number -> List.of(number.number() + 0.0);
            case Value.Bool bool -> List.of(bool.truth(), bool.toString());
        };
    }

    private static Matcher[] with(Matcher[] some, Matcher one) {
        ArrayList<Matcher> all = new ArrayList<>(List.of(some));
        if (!all.contains(one)) {
            all.add(one);
        }
        return all.toArray(Matcher[]::new);
    }

    boolean isEmpty() {
        return matchers.isEmpty();
    }

    Iterable<Matcher> all() {
        return matchers.values();
    }

    void find(Fields fields, Consumer<Matcher> action) {
        looks++;
        if (attributes.length <= FEW) {
            for (int i = 0; i < attributes.length; i++) {
                Object value = fields.get(attributes[i]);
                if (value != null) {
                    find(slots[i], value, fields, action);
                }
            }
        } else {
            fields.forEach((name, value) -> {
                Slot slot = byAttribute.get(name);
                if (slot != null) {
                    find(slot, value, fields, action);
                }
            });
        }
        for (Matcher matcher : always) {
            look(matcher, false, fields, action);
        }
    }

    private void find(Slot slot, Object value, Fields fields, Consumer<Matcher> action) {
        Matcher[] found = slot.byValue.get(comparable(value));
        if (found != null) {
            for (Matcher matcher : found) {
                look(matcher, matcher.decidedByAnchor, fields, action);
            }
        }
        for (Matcher matcher : slot.whatever) {
            look(matcher, matcher.decidedByAnchor, fields, action);
        }
    }

    /** All numbers are one type in it. */
    static Object comparable(Object value) {
        return value instanceof Number number ? (Object) (number.doubleValue() + 0.0) : value;
    }

    private void look(Matcher matcher, boolean decided, Fields fields, Consumer<Matcher> action) {
        if (matcher.looked != looks) {
            matcher.looked = looks;
            if (decided || matcher.predicate.holds(fields)) {
                action.accept(matcher);
            }
        }
    }
}
