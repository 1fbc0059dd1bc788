/** How far the stages of a rule have come for one key, and when it fires. */
@NullMarked
package dev.tailback.flowalerts.rules.core.engine.chain;

import org.jspecify.annotations.NullMarked;
