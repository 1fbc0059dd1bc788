/** Takes OTLP in and turns it into spans. */
@NullMarked
package dev.tailback.flowalerts.otlp;

import org.jspecify.annotations.NullMarked;
