/** How long outbox and inbox are kept, and the days that they are partitioned by. */
@NullMarked
package dev.tailback.stage.retention;

import org.jspecify.annotations.NullMarked;
