package dev.tailback.lab.processes;

import dev.tailback.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.util.Collection;

/** Which processes run, and how often each was started. */
final class ProcessMetrics {
    private ProcessMetrics() {}

    static void observe(Meter meter, Collection<Member> members) {
        meter.gaugeBuilder(Names.PROCESS_UP)
                .ofLongs()
                .setDescription("1 while the process is ready.")
                .buildWithCallback(
                        result -> members.forEach(member -> result.record(member.isUp() ? 1 : 0, process(member))));
        meter.counterBuilder(Names.PROCESS_STARTS)
                .setUnit("{start}")
                .setDescription("How often the process was started: once, and again after each time it ended.")
                .buildWithCallback(
                        result -> members.forEach(member -> result.record(member.starts(), process(member))));
    }

    private static Attributes process(Member member) {
        return Attributes.of(Names.PROCESS, member.name());
    }
}
