/** The files of the page, as they go over the wire. */
@NullMarked
package dev.tailback.lab.room.page;

import org.jspecify.annotations.NullMarked;
