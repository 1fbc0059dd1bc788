package dev.tailback.lab.hostile;

/** What became of an input. All but the first two are defects. */
enum Outcome {
    /** In a sentence, or by a closed connection where there is nobody to read one. */
    REFUSED,
    HANDLED,
    SERVER_ERROR,
    HANG,
    CRASH,
    /** An order that came in between and never ended. */
    LOST
}
