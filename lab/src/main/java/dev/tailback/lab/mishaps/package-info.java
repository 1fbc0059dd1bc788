/** What goes wrong with records on the way: nobody can read them, or they come again and again. */
@NullMarked
package dev.tailback.lab.mishaps;

import org.jspecify.annotations.NullMarked;
