/** What a flow-alert rule says, as values: no text of a file, no state, no clock. */
@NullMarked
package dev.tailback.flowalerts.rules.core.model;

import org.jspecify.annotations.NullMarked;
