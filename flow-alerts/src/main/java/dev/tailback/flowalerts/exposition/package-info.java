/** What flow-alerts tells of itself and of what it watches, as metrics. */
@NullMarked
package dev.tailback.flowalerts.exposition;

import org.jspecify.annotations.NullMarked;
