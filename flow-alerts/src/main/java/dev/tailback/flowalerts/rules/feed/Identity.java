package dev.tailback.flowalerts.rules.feed;

/** 128 bits of what tells one thing from another: two hashes of the same text, of which two texts hardly share both. */
record Identity(long high, long low) {
    private static final long PRIME = 0x100000001b3L;
    private static final long FIRST_OFFSET = 0xcbf29ce484222325L;
    private static final long SECOND_OFFSET = 0x9e3779b97f4a7c15L;

    static Identity of(Object said) {
        return new Identity(FIRST_OFFSET, SECOND_OFFSET).and(said);
    }

    Identity and(Object said) {
        String text = said.toString();
        long first = high;
        long second = low;
        for (int i = 0; i < text.length(); i++) {
            first = (first ^ text.charAt(i)) * PRIME;
            second = Long.rotateLeft(second ^ text.charAt(i), 27) * PRIME + SECOND_OFFSET;
        }
        // Where one part ends and the next begins.
        return new Identity((first ^ 0xFFFF) * PRIME, Long.rotateLeft(second ^ 0xFFFF, 27) * PRIME);
    }
}
