package dev.tailback.lab.drill.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;

/** A fault with what its parameters may be. */
record Change(String fault, SequencedMap<String, Choice> with) {
    Setting draw(Random random) {
        Map<String, String> drawn = new LinkedHashMap<>();
        with.forEach((name, choice) -> drawn.put(name, choice.draw(random)));
        return new Setting(fault, drawn);
    }
}
