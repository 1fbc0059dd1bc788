package dev.tailback.flowalerts.incidents;

/** The transitions of an incident; all of them, and each in one place. Time is an argument of what happens. */
final class Lifecycle {
    private static final Decision NOTHING = new Decision.Nothing();

    private Lifecycle() {}

    static Decision after(Incident incident, Happening happening) {
        return switch (happening) {
            case Happening.Fires fires -> fires(incident, fires);
            case Happening.Ends ends -> ends(incident, ends);
            case Happening.Acknowledged acknowledged -> acknowledged(incident, acknowledged.by());
            case Happening.HoldsNoMore none -> incident.state() == State.PENDING ? new Decision.Forgotten() : NOTHING;
        };
    }

    private static Decision fires(Incident incident, Happening.Fires fires) {
        return switch (incident.state()) {
            case PENDING -> new Decision.Becomes(incident.fires(fires.at(), fires.late()), What.FIRING);
            // A restart tells what was told; delivery is at least once, and the effect once.
            case FIRING -> NOTHING;
            case RESOLVED -> new Decision.Becomes(incident.goesOn(), What.REOPENED);
        };
    }

    private static Decision ends(Incident incident, Happening.Ends ends) {
        return switch (incident.state()) {
            case PENDING -> new Decision.Forgotten();
            case FIRING -> new Decision.Becomes(incident.ends(ends.at(), ends.how()), What.RESOLVED);
            case RESOLVED -> NOTHING;
        };
    }

    private static Decision acknowledged(Incident incident, Acknowledgement by) {
        return switch (incident.state()) {
            case PENDING ->
                new Decision.Refused("incident %s is pending; allowed: one that fires".formatted(incident.id()));
            case FIRING -> new Decision.Becomes(incident.acknowledged(by), What.ACKNOWLEDGED);
            case RESOLVED ->
                new Decision.Refused("incident %s is resolved; allowed: one that fires".formatted(incident.id()));
        };
    }
}
