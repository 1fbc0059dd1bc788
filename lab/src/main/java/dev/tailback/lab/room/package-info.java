/** The control room's page and what it is told, a second at a time: one sampler, however many watch. */
@NullMarked
package dev.tailback.lab.room;

import org.jspecify.annotations.NullMarked;
