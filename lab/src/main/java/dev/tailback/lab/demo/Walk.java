package dev.tailback.lab.demo;

import dev.tailback.lab.scenario.Crowd;
import dev.tailback.lab.scenario.FaultStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scenes that a presenter leads through, numbered from 1.
 *
 * @param crowd who comes all the while, also while the presenter talks
 */
public record Walk(String name, String about, Crowd crowd, List<Scene> scenes) {
    public Walk {
        scenes = List.copyOf(scenes);
    }

    List<FaultStep> steps() {
        return stepsOf(scenes.size());
    }

    Scene scene(int number) {
        return scenes.get(number - 1);
    }

    /** @param at marked as the one that is on; 0 for none */
    public List<String> lines(int at) {
        return IntStream.rangeClosed(1, scenes.size())
                .mapToObj(number -> "%s %d  %s"
                        .formatted(
                                number == at ? ">" : " ", number, scene(number).name()))
                .toList();
    }

    private List<FaultStep> stepsOf(int first) {
        return scenes.stream()
                .limit(first)
                .flatMap(scene -> scene.steps().stream())
                .toList();
    }

    /** What the first scenes leave set, in their order: for whoever jumps past them. */
    List<FaultStep> standingAfter(int first) {
        List<FaultStep> standing = new ArrayList<>();
        for (FaultStep step : stepsOf(first)) {
            switch (step) {
                case FaultStep.Set set -> standing.add(set);
                case FaultStep.Clear clear ->
                    standing.removeIf(before -> before instanceof FaultStep.Set set
                            && set.setting().fault().equals(clear.fault()));
            }
        }
        return standing;
    }
}
