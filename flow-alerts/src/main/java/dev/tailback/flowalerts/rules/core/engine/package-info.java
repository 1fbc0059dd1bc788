/** Runs rules over signals: which fire, for which keys, when, and how far the others have come. */
@NullMarked
package dev.tailback.flowalerts.rules.core.engine;

import org.jspecify.annotations.NullMarked;
