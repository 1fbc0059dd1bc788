/** What flow-alerts takes in, as the signals that rules look at. */
@NullMarked
package dev.tailback.flowalerts.rules.feed;

import org.jspecify.annotations.NullMarked;
