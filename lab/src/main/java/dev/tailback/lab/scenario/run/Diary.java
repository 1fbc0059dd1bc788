package dev.tailback.lab.scenario.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was done to the shop, and when. Bounded by the scenario, which has so many steps. */
final class Diary {
    private final DemoTime time;
    private final List<Deed> deeds = new ArrayList<>();

    Diary(DemoTime time) {
        this.time = time;
    }

    synchronized Deed note(String what) {
        Instant now = Instant.now();
        Deed deed = new Deed(now, time.minute(now), what);
        deeds.add(deed);
        return deed;
    }

    synchronized List<Deed> deeds() {
        return List.copyOf(deeds);
    }
}
