/** Rules at work in the service: what it takes in goes to them, and what becomes of them is handed on. */
@NullMarked
package dev.tailback.flowalerts.watch;

import org.jspecify.annotations.NullMarked;
