package dev.tailback.flowalerts.incidents;

/** Something that an incident does not allow now, or that is not known; the message is a sentence. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean isUnknown;

    private Refused(String sentence, boolean isUnknown) {
        super(sentence);
        this.isUnknown = isUnknown;
    }

    static Refused unknown(String id) {
        return new Refused("there is no incident '%s'; allowed: an id of the list".formatted(id), true);
    }

    static Refused because(String sentence) {
        return new Refused(sentence, false);
    }

    public boolean isUnknown() {
        return isUnknown;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
