/** What is remembered of signals in case of an incident, and how it becomes the incident's file. */
@NullMarked
package dev.tailback.flowalerts.incidents.gathering;

import org.jspecify.annotations.NullMarked;
