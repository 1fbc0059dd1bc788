/** What the control room knows of the shop, second by second: read, worked out, kept for an hour, put into a word. */
@NullMarked
package dev.tailback.lab.room.figures;

import org.jspecify.annotations.NullMarked;
