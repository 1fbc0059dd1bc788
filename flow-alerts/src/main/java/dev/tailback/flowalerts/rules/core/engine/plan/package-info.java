/** A rule made ready to run: what its stages and limits ask of a signal, as bits. */
@NullMarked
package dev.tailback.flowalerts.rules.core.engine.plan;

import org.jspecify.annotations.NullMarked;
