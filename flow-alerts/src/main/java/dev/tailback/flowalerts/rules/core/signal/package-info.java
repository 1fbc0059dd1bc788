/** What the rule engine reads: spans, metric points and log lines, each at its time. */
@NullMarked
package dev.tailback.flowalerts.rules.core.signal;

import org.jspecify.annotations.NullMarked;
