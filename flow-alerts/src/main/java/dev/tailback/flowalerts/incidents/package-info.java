/** What became of a rule that held: who was told, who looks after it, and when it was over. */
@NullMarked
package dev.tailback.flowalerts.incidents;

import org.jspecify.annotations.NullMarked;
