/** How many orders the whole shop gets through, how fast, and where its processor time goes. */
@NullMarked
package dev.tailback.lab.bench;

import org.jspecify.annotations.NullMarked;
