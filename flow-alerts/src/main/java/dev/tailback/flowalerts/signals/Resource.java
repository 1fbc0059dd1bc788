package dev.tailback.flowalerts.signals;

/**
 * What made spans: a process with its name, its host and whatever else its sender says of it. One instance serves all
 * spans of a request, and as a rule those of all requests.
 *
 * @param service as in the attributes, or {@code unknown_service} when it is missing there
 */
public record Resource(String service, Attributes attributes) {
    private static final int OWN_BYTES = 100;

    /** About what it takes of the heap. */
    public int bytes() {
        return OWN_BYTES + 2 * service.length() + attributes.bytes();
    }
}
