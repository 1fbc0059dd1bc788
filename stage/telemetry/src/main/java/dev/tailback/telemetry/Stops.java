package dev.tailback.telemetry;

import java.util.Map;
import java.util.ServiceLoader;

/**
 * Where a process that is no stage may be stopped, so that it can be killed there. Who stops it is found on the class path;
 * as a rule nobody is there.
 */
public interface Stops {
    /** What to run at that moment, each time. */
    Runnable at(String moment, String process, Map<String, String> environment);

    static Stops found() {
        return ServiceLoader.load(Stops.class).findFirst().orElse((moment, process, environment) -> () -> {});
    }
}
