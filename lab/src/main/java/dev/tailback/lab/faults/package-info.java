/** What can be broken on purpose: set, seen where it takes effect, and undone whatever happens. */
@NullMarked
package dev.tailback.lab.faults;

import org.jspecify.annotations.NullMarked;
