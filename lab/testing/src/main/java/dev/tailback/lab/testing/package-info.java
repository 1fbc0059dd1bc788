/** The servers that an IT gets: embedded, or in containers. */
@NullMarked
package dev.tailback.lab.testing;

import org.jspecify.annotations.NullMarked;
