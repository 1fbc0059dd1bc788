package dev.tailback.flowalerts.incidents.notify;

/** What became of a request. */
sealed interface Sent {
    /** It was taken. */
    record Taken() implements Sent {}

    /** It may be taken later. */
    record NotNow(String why) implements Sent {}

    /** It will never be taken as it is. */
    record Never(String why) implements Sent {}

    /** By HTTP's status; what is redirected is not followed, since the file names no other address. */
    static Sent of(int status, String said) {
        if (status / 100 == 2) {
            return new Taken();
        }
        String why = "HTTP %d%s".formatted(status, said.isEmpty() ? "" : ": " + said);
        return status / 100 == 5 || status == 408 || status == 425 || status == 429 ? new NotNow(why) : new Never(why);
    }
}
