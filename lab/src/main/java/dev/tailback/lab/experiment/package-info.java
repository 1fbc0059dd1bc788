/** Who experiments with the shop, so that it is as before when they are gone. */
@NullMarked
package dev.tailback.lab.experiment;

import org.jspecify.annotations.NullMarked;
