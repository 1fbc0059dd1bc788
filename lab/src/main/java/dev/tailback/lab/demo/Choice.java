package dev.tailback.lab.demo;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a presenter wants after a scene. */
public sealed interface Choice {
    String ALLOWED = "Enter goes on, b back, g3 to scene 3; r measures again, 1 looks, s lists the scenes, q ends";

    record Next() implements Choice {}

    record Back() implements Choice {}

    record Jump(int scene) implements Choice {}

    record Again() implements Choice {}

    /** Runs the command of that number. */
    record Look(int number) implements Choice {}

    record Scenes() implements Choice {}

    record End() implements Choice {}

    /** Empty for what means nothing. */
    static Optional<Choice> of(String typed) {
        String word = typed.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "", "n" -> Optional.of(new Next());
            case "b" -> Optional.of(new Back());
            case "r" -> Optional.of(new Again());
            case "s" -> Optional.of(new Scenes());
            case "q" -> Optional.of(new End());
            default -> numbered(word);
        };
    }

    private static Optional<Choice> numbered(String word) {
        Matcher numbered = Pattern.compile("(g?) ?([1-9][0-9]?)").matcher(word);
        if (!numbered.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(numbered.group(2));
        return Optional.of(numbered.group(1).isEmpty() ? new Look(number) : new Jump(number));
    }
}
