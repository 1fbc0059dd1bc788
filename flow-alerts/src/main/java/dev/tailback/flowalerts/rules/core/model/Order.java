package dev.tailback.flowalerts.rules.core.model;

/** Whether stages that follow one another may share signals. */
public enum Order {
    /** A signal belongs to one stage of a chain; the next stage needs later ones. */
    STRICT,
    /** A signal may satisfy several neighbouring stages at once, as in the original format. */
    SHARED
}
