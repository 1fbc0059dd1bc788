package dev.tailback.lab.demo;

import dev.tailback.lab.scenario.Crowd;
import dev.tailback.lab.scenario.FaultStep;
import java.util.List;

/**
 * Scenes that a presenter leads through.
 *
 * @param crowd who comes all the while, also while the presenter talks
 */
public record Walk(String name, String about, Crowd crowd, List<Scene> scenes) {
    public Walk {
        scenes = List.copyOf(scenes);
    }

    List<FaultStep> steps() {
        return scenes.stream().flatMap(scene -> scene.steps().stream()).toList();
    }
}
