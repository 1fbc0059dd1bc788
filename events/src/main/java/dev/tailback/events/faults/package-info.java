/** What can be broken on purpose in a stage that runs, read back and repaired. Every effect comes from its real cause. */
@NullMarked
package dev.tailback.events.faults;

import org.jspecify.annotations.NullMarked;
