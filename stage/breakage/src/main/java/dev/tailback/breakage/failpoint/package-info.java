/** Where a test can stop a stage to kill it there. Nothing of it is in a process that was not started for that. */
@NullMarked
package dev.tailback.breakage.failpoint;

import org.jspecify.annotations.NullMarked;
