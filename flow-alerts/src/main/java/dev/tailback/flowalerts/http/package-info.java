/** A port of the JDK's own HTTP server, on virtual threads: all that both doors have in common. */
@NullMarked
package dev.tailback.flowalerts.http;

import org.jspecify.annotations.NullMarked;
