/** What spans, metrics and logs have in common: attributes, who sent them, and the answer to them. */
@NullMarked
package dev.tailback.flowalerts.signals;

import org.jspecify.annotations.NullMarked;
