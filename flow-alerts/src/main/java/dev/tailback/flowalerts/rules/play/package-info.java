/** Plays signals to rules as they would have come, and watches how far each rule gets. */
@NullMarked
package dev.tailback.flowalerts.rules.play;

import org.jspecify.annotations.NullMarked;
