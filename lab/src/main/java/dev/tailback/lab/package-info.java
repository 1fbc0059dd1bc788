/** The bench: starts, loads, breaks and audits the shop. */
@NullMarked
package dev.tailback.lab;

import org.jspecify.annotations.NullMarked;
