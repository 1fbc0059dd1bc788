/**
 * The shop's overload as a model: queues, a processor that is shared, pools that run out, shoppers who lose patience. It
 * says beforehand what a scenario will do, and is compared with what it did (docs/physics.md). Times are seconds of the
 * model.
 */
@NullMarked
package dev.tailback.lab.physics;

import org.jspecify.annotations.NullMarked;
