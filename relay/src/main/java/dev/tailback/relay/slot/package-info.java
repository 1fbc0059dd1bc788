/** The replication slot: its state, who holds it, and what to do when it is lost. */
@NullMarked
package dev.tailback.relay.slot;

import org.jspecify.annotations.NullMarked;
