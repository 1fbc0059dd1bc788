/** Turns OTLP's messages into spans, points and lines, and says what of them could not be kept. */
@NullMarked
package dev.tailback.flowalerts.otlp.decoding;

import org.jspecify.annotations.NullMarked;
