package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Value;
import java.time.Duration;

/** What a rule has where it says nothing. */
final class Usual {
    static final By BY = By.of("service.namespace");
    static final Duration WITHIN = Duration.ofMinutes(10);
    static final Duration WINDOW = Duration.ofMinutes(2);
    static final Duration LATENESS = Duration.ofMinutes(10);

    /** Of which an error rate is. */
    static final Atom ENDED_CHECKOUTS = new Atom.OfSpan(new Check.Exists("checkout.failed"));

    static final Predicate FAILED = new Check.Compare("checkout.failed", Operator.EQUAL, Value.of(true));

    /** Of which a percentile of durations is; under the name of today's conventions and that of earlier ones. */
    static final Atom DATABASE_CALLS = new Atom.OfSpan(Predicate.and(
            new Check.Compare("kind", Operator.EQUAL, Value.of("CLIENT")),
            Predicate.or(new Check.Exists("db.system.name"), new Check.Exists("db.system"))));

    private Usual() {}
}
