package dev.tailback.flowalerts.rules.tools;

import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Sighting;
import dev.tailback.flowalerts.rules.play.ExplanationText;
import java.util.ArrayList;
import java.util.List;

/** Why a rule fired, in lines for people. */
final class EvidenceText {
    private EvidenceText() {}

    static List<String> lines(Evidence evidence) {
        List<String> lines = new ArrayList<>();
        for (Evidence.Seen stage : evidence.stages()) {
            if (!stage.signals().isEmpty()) {
                Sighting last = stage.signals().getLast();
                lines.add("%s: %s, the last at %s: %s %s"
                        .formatted(
                                stage.stage(),
                                Commands.counted(stage.signals().size(), "signal"),
                                ExplanationText.time(last.timeNanos()),
                                last.name(),
                                last.attributes()));
            }
        }
        evidence.limits()
                .forEach(reading -> lines.add(ExplanationText.line(reading).strip()));
        return lines;
    }
}
