package dev.tailback.lab.demo;

import java.util.Locale;
import java.util.Optional;

/** What a presenter wants after a scene. */
public enum Choice {
    NEXT(""),
    AGAIN("r"),
    END("q");

    static final String IN_SHORT = "Enter: on, r: again, q: end";
    static final String ALLOWED = "Enter goes on, r and Enter measures again, q and Enter ends";

    private final String key;

    Choice(String key) {
        this.key = key;
    }

    /** Empty for what means nothing. */
    static Optional<Choice> of(String typed) {
        String key = typed.strip().toLowerCase(Locale.ROOT);
        for (Choice choice : values()) {
            if (choice.key.equals(key)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }
}
