/** Where a stage's time goes, as a flame graph; docs/profile.md. */
@NullMarked
package dev.tailback.lab.profile;

import org.jspecify.annotations.NullMarked;
