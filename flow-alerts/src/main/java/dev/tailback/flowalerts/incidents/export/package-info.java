/** An incident as one file, to be looked at elsewhere. */
@NullMarked
package dev.tailback.flowalerts.incidents.export;

import org.jspecify.annotations.NullMarked;
