package dev.tailback.flowalerts.rules.core.engine.plan;

import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.signal.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Where a predicate fails first.
 *
 * @param passed how many checks held before, so that one failure is nearer than another
 */
public record Failing(Check check, @Nullable Object actual, int passed) {
    /** Null when it holds, or fails without a check of an attribute. */
    public static @Nullable Failing of(Predicate predicate, Fields fields) {
        return of(predicate, fields, true, 0);
    }

    private static @Nullable Failing of(Predicate predicate, Fields fields, boolean wanted, int passed) {
        return switch (predicate) {
            case Predicate.Always always -> null;
            case Predicate.Not not -> of(not.part(), fields, !wanted, passed);
            case Predicate.And and ->
                wanted ? each(and.parts(), fields, true, passed) : any(and.parts(), fields, false, passed);
            case Predicate.Or or ->
                wanted ? any(or.parts(), fields, true, passed) : each(or.parts(), fields, false, passed);
            case Check check ->
                check.holds(fields) == wanted ? null : new Failing(check, fields.get(check.attribute()), passed);
        };
    }

    private static @Nullable Failing each(Iterable<Predicate> parts, Fields fields, boolean wanted, int passed) {
        int before = passed;
        for (Predicate part : parts) {
            Failing failing = of(part, fields, wanted, before);
            if (failing != null) {
                return failing;
            }
            before++;
        }
        return null;
    }

    private static @Nullable Failing any(Iterable<Predicate> parts, Fields fields, boolean wanted, int passed) {
        Failing nearest = null;
        for (Predicate part : parts) {
            Failing failing = of(part, fields, wanted, passed);
            if (failing == null) {
                return null;
            }
            if (nearest == null || failing.passed() > nearest.passed() || nearest.actual() == null) {
                nearest = failing;
            }
        }
        return nearest;
    }
}
