package dev.tailback.lab.doctor;

import java.util.List;

/** Who reads on, and who stands still at something that Kafka does not take. */
final class StandstillChecks {
    private StandstillChecks() {}

    /**
     * A part as its {@code /health} tells of it.
     *
     * @param standing what of it stands still: partitions of a stage, or the relay's one row
     * @param reason in its own words; empty if nothing stands still
     */
    record Flow(String part, int standing, String reason) {}

    static List<Check> checks(List<Flow> flows) {
        return flows.stream().map(StandstillChecks::check).toList();
    }

    private static Check check(Flow flow) {
        return Check.of(
                "flow of " + flow.part(),
                flow.standing() == 0 ? Verdict.OK : Verdict.BAD,
                flow.standing(),
                1,
                flow.standing() == 0 ? "nothing stands still" : flow.reason(),
                "Kafka does not take a record, and nothing goes on there until it does: see whether the broker is well, and"
                        + " whether max.message.bytes of the topic is what the stages set at their start. Nothing is lost");
    }
}
