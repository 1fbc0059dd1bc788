package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Order;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads all stages of a rule, and what is wrong with them together. */
final class StagesReader {
    static final String STAGES = "stages";
    static final int MOST_STAGES = 16;

    private final Issues issues;

    StagesReader(Issues issues) {
        this.issues = issues;
    }

    /** @param value where it is written, for what is told of it */
    record Written(Step step, Value value) {}

    List<Step> read(Fields rule, By by, Duration within, Order order) {
        if (!rule.has(STAGES)) {
            return List.of();
        }
        StageReader stages = new StageReader(issues);
        List<Written> written = new ArrayList<>();
        int number = 0;
        for (Value value : rule.list(STAGES, MOST_STAGES)) {
            number++;
            stages.read(value, number).ifPresent(step -> written.add(new Written(step, value)));
        }
        if (written.size() == number && number > 0) {
            new StagesTogether(issues, written).check(rule.placeOf(STAGES), by, within, order);
        }
        return written.stream().map(Written::step).toList();
    }
}
