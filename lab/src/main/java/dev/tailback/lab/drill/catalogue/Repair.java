package dev.tailback.lab.drill.catalogue;

import dev.tailback.lab.home.Part;
import java.util.Arrays;
import java.util.List;

/**
 * A remedy at its place.
 *
 * @param at the part or stage; empty where the remedy has none
 */
public record Repair(Remedy remedy, String at) {
    private static final List<String> STAGES = List.of("catalog", "checkout", "inventory");

    public Repair {
        List<String> allowed = switch (remedy.takes()) {
            case NOTHING -> List.of("");
            case PART -> Arrays.stream(Part.values()).map(Part::id).toList();
            case STAGE -> STAGES;
        };
        if (!allowed.contains(at)) {
            throw new IllegalArgumentException(
                    remedy.takes() == Remedy.Takes.NOTHING
                            ? remedy.word() + " takes no '" + at + "': it has no place"
                            : "%s '%s' is not allowed: one of %s"
                                    .formatted(remedy.word(), at, String.join(", ", allowed)));
        }
    }

    /** Such as {@code restart inventory}. */
    public static Repair of(String text) {
        String[] words = text.strip().split(" +", 2);
        return new Repair(Remedy.of(words[0]), words.length < 2 ? "" : words[1]);
    }

    @Override
    public String toString() {
        return at.isEmpty() ? remedy.word() : remedy.word() + " " + at;
    }
}
