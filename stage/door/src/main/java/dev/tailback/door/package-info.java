/**
 * Who may speak to an HTTP port. The decision is {@link dev.tailback.door.Doorkeeper}'s, and the same for every process;
 * what it looks at is a {@link dev.tailback.door.Visitor}, which any HTTP server can make of a request.
 */
@NullMarked
package dev.tailback.door;

import org.jspecify.annotations.NullMarked;
