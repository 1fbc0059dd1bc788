/**
 * The language of rules: reads a file, says all that is wrong with it, and writes rules out in full. docs/flow-alerts.md
 * is its reference.
 */
@NullMarked
package dev.tailback.flowalerts.rules.language;

import org.jspecify.annotations.NullMarked;
