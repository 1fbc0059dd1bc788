/** What the rule engine says: what fired and why, what did not and why not. */
@NullMarked
package dev.tailback.flowalerts.rules.core.verdict;

import org.jspecify.annotations.NullMarked;
