/** The incidents that can be practised, and how a seed makes a drill of one. */
@NullMarked
package dev.tailback.lab.drill.catalogue;

import org.jspecify.annotations.NullMarked;
