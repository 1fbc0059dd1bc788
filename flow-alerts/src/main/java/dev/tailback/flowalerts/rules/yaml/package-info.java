/**
 * YAML as values that know their places, read within bounds. Nothing is made of tags, aliases may not explode, and what is
 * no YAML spoils its own document only.
 */
@NullMarked
package dev.tailback.flowalerts.rules.yaml;

import org.jspecify.annotations.NullMarked;
