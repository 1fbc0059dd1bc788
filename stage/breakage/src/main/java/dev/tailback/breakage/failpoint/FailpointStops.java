package dev.tailback.breakage.failpoint;

import dev.tailback.telemetry.Stops;
import java.nio.file.Path;
import java.util.Map;

/** Failpoints for a process without Spring, as its environment says. */
public final class FailpointStops implements Stops {
    private static final String BREAKABLE = "TAILBACK_BREAKABLE";

    @Override
    public Runnable at(String moment, String process, Map<String, String> environment) {
        Failpoint point = Failpoint.of(moment);
        String folder = environment.get(Failpoints.VARIABLE);
        if (folder == null || !Boolean.parseBoolean(environment.get(BREAKABLE))) {
            return () -> {};
        }
        Failpoints failpoints = Failpoints.in(Path.of(folder), process);
        return () -> failpoints.pass(point);
    }
}
