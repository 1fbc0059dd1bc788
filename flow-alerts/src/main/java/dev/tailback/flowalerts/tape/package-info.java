/** What came a moment ago, for who keeps all of it somewhere else. */
@NullMarked
package dev.tailback.flowalerts.tape;

import org.jspecify.annotations.NullMarked;
