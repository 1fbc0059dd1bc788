/** Tests of rules that are files: what comes, and what is to be told of it. */
@NullMarked
package dev.tailback.flowalerts.rules.testing;

import org.jspecify.annotations.NullMarked;
