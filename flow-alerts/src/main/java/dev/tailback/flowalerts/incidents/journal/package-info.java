/** Lines on the disk of this machine, which neither a crash nor a full file spoils: no database and no broker is needed. */
@NullMarked
package dev.tailback.flowalerts.incidents.journal;

import org.jspecify.annotations.NullMarked;
