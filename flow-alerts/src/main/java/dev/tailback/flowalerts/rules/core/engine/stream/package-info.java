/** The stream of signals as a whole: up to when all has come, and what has come twice. */
@NullMarked
package dev.tailback.flowalerts.rules.core.engine.stream;

import org.jspecify.annotations.NullMarked;
