package dev.tailback.lab.demo;

import dev.tailback.lab.scenario.FaultSetting;
import dev.tailback.lab.scenario.FaultStep;
import dev.tailback.lab.scenario.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A scene for a page, with what has become of it.
 *
 * @param todo what is done to the shop
 * @param after seconds until what was done has its effect
 * @param lasts seconds of measuring
 * @param done what was done, and read back
 * @param rows what was expected and seen; so far, while it is measured
 * @param order that the scene looks at
 */
public record ShownScene(
        String name,
        String say,
        List<String> todo,
        long after,
        long lasts,
        List<Expected> expects,
        List<String> done,
        List<Verdict.Row> rows,
        @Nullable UUID order) {
    public ShownScene {
        todo = List.copyOf(todo);
        expects = List.copyOf(expects);
        done = List.copyOf(done);
        rows = List.copyOf(rows);
    }

    /** What is expected, before anything was seen. */
    public record Expected(String about, String wanted) {}

    static ShownScene of(Scene scene) {
        return new ShownScene(
                scene.name(),
                scene.say(),
                scene.steps().stream().map(ShownScene::words).toList(),
                seconds(scene.after()),
                seconds(scene.lasts()),
                expects(scene),
                List.of(),
                List.of(),
                null);
    }

    private static List<Expected> expects(Scene scene) {
        List<Expected> expects = new ArrayList<>();
        scene.checks()
                .forEach(check -> expects.add(
                        new Expected(check.metric().text(), check.is().text())));
        scene.traced().ifPresent(end -> expects.add(new Expected("trace", "of an order: " + end.text())));
        scene.audit().ifPresent(audit -> expects.add(new Expected(audit.about(), audit.wanted())));
        return expects;
    }

    private static String words(FaultStep step) {
        return switch (step) {
            case FaultStep.Set set -> words(set.setting());
            case FaultStep.Clear clear -> "clear " + clear.fault();
        };
    }

    /** As it would be typed. */
    private static String words(FaultSetting setting) {
        return new TreeMap<>(setting.with())
                .entrySet().stream()
                        .map(each -> " " + each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("", setting.fault(), ""));
    }

    private static long seconds(Duration time) {
        return time.toSeconds();
    }

    ShownScene did(String what) {
        List<String> all = new ArrayList<>(done);
        all.add(what);
        return with(all, rows, order);
    }

    ShownScene measured(List<Verdict.Row> soFar) {
        return with(done, soFar, order);
    }

    ShownScene proved(List<Verdict.Row> proofs, @Nullable UUID traced) {
        List<Verdict.Row> all = new ArrayList<>(rows);
        all.addAll(proofs);
        return with(done, all, traced);
    }

    private ShownScene with(List<String> deeds, List<Verdict.Row> seen, @Nullable UUID traced) {
        return new ShownScene(name, say, todo, after, lasts, expects, deeds, seen, traced);
    }
}
