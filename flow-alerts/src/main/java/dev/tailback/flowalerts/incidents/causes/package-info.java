/**
 * What is probably behind an incident: facts in, causes out, each with what speaks for it and against it. No clock, no
 * chance, no memory: the same facts give the same causes. The table is in docs/incidents.md.
 */
@NullMarked
package dev.tailback.flowalerts.incidents.causes;

import org.jspecify.annotations.NullMarked;
