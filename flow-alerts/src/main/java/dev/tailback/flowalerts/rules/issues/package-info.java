/** What is wrong with a file that somebody wrote, and where: the same shape for rules and for tests of rules. */
@NullMarked
package dev.tailback.flowalerts.rules.issues;

import org.jspecify.annotations.NullMarked;
