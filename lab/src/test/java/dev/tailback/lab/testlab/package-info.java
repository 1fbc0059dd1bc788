/** A lab of a test's own, and what a test looks at it with from outside. */
@NullMarked
package dev.tailback.lab.testlab;

import org.jspecify.annotations.NullMarked;
